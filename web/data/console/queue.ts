import { type Query, queryOf, queryOfCall, rowsOf } from '../core/read';
import type { Scope } from '../lists/scope';
import { CASE, type CaseRecord } from './cases';

type CaseColumn = keyof CaseRecord;

/** One row of these columns of a case. */
export type CaseOf<Names extends readonly CaseColumn[]> = Pick<CaseRecord, Names[number]>;

/** Which open cases the desk asks for, and in which order. */
export interface QueueQuestion {
  /** The equality on a region column, so that the index is used; row-level security still checks every row. */
  scope: Scope;
  /** A number to look for instead of the stages, grade and types. */
  search: string | null;
  statuses: readonly string[];
  grade: string | null;
  types: readonly string[] | null;
  /** The condition for the rows after a cursor. */
  after: string | null;
  order: 'newest' | 'due';
  limit: number;
}

const scoped = (query: Query, { column, value }: Scope) => query.eq(column, value);

function narrowed(query: Query, { search, statuses, grade, types, after }: QueueQuestion): Query {
  let rows = query;
  if (search === null) {
    rows = rows.in('status', statuses).is('closed_at', null);
    if (grade) rows = rows.eq('grade', grade);
    if (types) rows = rows.in('type_code', types);
  }
  return after ? rows.or(after) : rows;
}

/** Reads columns of the cases of the desk's queue, in its order. Throws ApiError. */
export function readQueueCases<const Names extends readonly CaseColumn[]>(
  names: Names,
  question: QueueQuestion,
  signal: AbortSignal,
): Promise<CaseOf<Names>[]> {
  const { scope, search, order, limit } = question;
  const columns = CASE.only(names);
  const all = search === null ? queryOf(columns) : queryOfCall('search_cases', { query: search }, columns);
  const rows = narrowed(scoped(all, scope), question);
  const ordered =
    order === 'newest'
      ? rows.order('created_at', { ascending: false }).order('id', { ascending: false })
      : rows.order('due_at', { ascending: true, nullsFirst: false }).order('id', { ascending: true });
  return rowsOf(ordered.limit(limit), signal);
}

/**
 * Reads columns of cases by id within a scope; a case that is missing from the answer has left the scope. Throws
 * ApiError.
 */
export const readScopedCases = <const Names extends readonly CaseColumn[]>(
  names: Names,
  scope: Scope,
  ids: readonly string[],
  limit: number,
): Promise<CaseOf<Names>[]> =>
  rowsOf(
    scoped(queryOf(CASE.only(names)), scope)
      .in('id', ids)
      .limit(limit),
  );
