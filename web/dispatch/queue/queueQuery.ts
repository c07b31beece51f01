import { supabase } from '../../data/core/client';
import { toApiError } from '../../data/core/errors';
import { find } from '../../data/lists/query';
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

// Every query carries the scope as an equality on a region column, so that the index is used; row-level
// security still checks every row.
const scoped = (scope: Scope, columns: readonly string[] = QUEUE_COLUMNS) =>
  supabase.from('cases').select(columns.join(',')).eq(scope.column, scope.value);
const found = (scope: Scope, number: string) =>
  find('search_cases', number, QUEUE_COLUMNS).eq(scope.column, scope.value);

/** The cases of a filter after a cursor, in its order. */
function pageOf(
  query: ReturnType<typeof scoped>,
  filter: QueueFilter,
  cursor: Cursor | null,
  limit: number,
  signal: AbortSignal,
) {
  let page = query;
  if (!filter.search) {
    page = page.in('status', TABS[filter.tab] as readonly string[] as string[]).is('closed_at', null);
    if (filter.grade) page = page.eq('grade', filter.grade);
    if (filter.types) page = page.in('type_code', filter.types as string[]);
  }
  if (cursor) page = page.or(beyondCursor(cursor, filter.order));
  page =
    filter.order === 'newest'
      ? page.order('created_at', { ascending: false }).order('id', { ascending: false })
      : page.order('due_at', { ascending: true, nullsFirst: false }).order('id', { ascending: true });
  return page.limit(limit).abortSignal(signal);
}

/** Reads the page of the queue after a cursor. Throws ApiError. */
export async function readQueue(
  scope: Scope,
  filter: QueueFilter,
  cursor: Cursor | null,
  limit: number,
  signal: AbortSignal,
): Promise<QueueCase[]> {
  const query = filter.search ? found(scope, searchText(filter.search)) : scoped(scope);
  const { data, error, status } = await pageOf(query, filter, cursor, limit, signal);
  if (error) throw toApiError({ ...error, status });
  return data as unknown as QueueCase[];
}

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
    const query = scoped(scope, MARK_COLUMNS);
    const { data, error, status } = await pageOf(query, filter, cursor, MARKS_AT_ONCE, signal);
    if (error) throw toApiError({ ...error, status });
    const page = data as unknown as MarkedCase[];
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
export async function readScoped(scope: Scope, ids: readonly string[]): Promise<QueueCase[]> {
  const { data, error, status } = await scoped(scope)
    .in('id', ids as string[])
    .limit(PAGE);
  if (error) throw toApiError({ ...error, status });
  return data as unknown as QueueCase[];
}
