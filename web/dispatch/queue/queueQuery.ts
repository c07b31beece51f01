import { type QueueQuestion, readQueueCases, readScopedCases } from '../../data/console/queue';
import type { Scope } from '../../data/lists/scope';
import {
  beyondCursor,
  cursorAfter,
  MARK_COLUMNS,
  QUEUE_COLUMNS,
  searchText,
  TABS,
  type Cursor,
  type MarkedCase,
  type QueueCase,
  type QueueFilter,
} from './queue';

/** Rows per page. */
export const PAGE = 50;

/** The cases of a filter after a cursor, in its order. */
const questionOf = (
  scope: Scope,
  filter: QueueFilter,
  cursor: Cursor | null,
  limit: number,
): QueueQuestion => ({
  scope,
  search: filter.search ? searchText(filter.search) : null,
  statuses: TABS[filter.tab],
  grade: filter.grade,
  types: filter.types,
  after: cursor && beyondCursor(cursor, filter.order),
  order: filter.order === 'newest' ? 'newest' : 'due',
  limit,
});

/** Reads the page of the queue after a cursor. Throws ApiError. */
export const readQueue = (
  scope: Scope,
  filter: QueueFilter,
  cursor: Cursor | null,
  limit: number,
  signal: AbortSignal,
): Promise<QueueCase[]> => readQueueCases(QUEUE_COLUMNS, questionOf(scope, filter, cursor, limit), signal);

/** Maximum number of markers on the map, and of markers per request. */
const MOST_MARKS = 5000;
const MARKS_AT_ONCE = 1000;

/** Reads the markers of a tab that its pages do not contain, in the order of the queue. Throws ApiError. */
export async function readMarks(
  scope: Scope,
  filter: QueueFilter,
  signal: AbortSignal,
): Promise<MarkedCase[]> {
  const marks: MarkedCase[] = [];
  for (let cursor: Cursor | null = null; ;) {
    const question = questionOf(scope, filter, cursor, MARKS_AT_ONCE);
    const page: MarkedCase[] = await readQueueCases(MARK_COLUMNS, question, signal);
    marks.push(...page);
    const last = page.at(-1);
    if (!last || page.length < MARKS_AT_ONCE || marks.length >= MOST_MARKS) return marks;
    cursor = cursorAfter(last, filter.order);
  }
}

/**
 * Reads cases by id within the scope; a case that is missing from the answer has left the scope. Throws
 * ApiError.
 */
export const readScoped = (scope: Scope, ids: readonly string[]): Promise<QueueCase[]> =>
  readScopedCases(QUEUE_COLUMNS, scope, ids, PAGE);
