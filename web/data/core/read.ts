import { supabase } from './client';
import type { Columns, RowOf } from './columns';
import { answerTo } from './rpc';

const select = (columns: Columns) => supabase.from(columns.view).select(columns.names.join(','));

/** A query to which filters, an order and a limit can be added. */
export type Query = ReturnType<typeof select>;

/** A query that is ready to be sent. */
export type Ready = Pick<Query, 'then' | 'abortSignal'>;

/** Sends a query and returns the rows, normalised. Throws ApiError. */
export const rowsOf = <Row>(query: Ready, signal?: AbortSignal): Promise<Row[]> =>
  answerTo<Row>(signal ? query.abortSignal(signal) : query);

/** Reads the columns of a view, from the rows that `narrow` leaves. Throws ApiError. */
export const read = <Read extends Columns>(
  columns: Read,
  narrow: (query: Query) => Ready,
  signal?: AbortSignal,
): Promise<RowOf<Read>[]> => rowsOf(narrow(select(columns)), signal);

/** The same query for callers that add to it step by step. */
export const queryOf = select;

/**
 * The rows of a function that returns a view's rows; filters, order and range apply as to the view itself.
 */
export function queryOfCall(call: 'search_cases' | 'map_cases', args: object, columns: Columns): Query {
  // The client types the rows of a function differently from those of a view, although both accept the same
  // filters.
  const found = supabase.rpc(call, args) as unknown as { select: (columns: string) => Query };
  return found.select(columns.names.join(','));
}
