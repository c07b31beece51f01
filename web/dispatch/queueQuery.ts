import { supabase } from '../data/client';
import { toApiError } from '../data/errors';
import { find } from '../data/query';
import type { Scope } from '../data/scope';
import {
  beyondCursor,
  QUEUE_COLUMNS,
  searchText,
  TABS,
  type Cursor,
  type QueueCase,
  type QueueFilter,
} from './queue';

/** Rows of a page. */
export const PAGE = 50;

// Every reading carries the scope as an equality on a level column: the index drives, row-level security only checks.
const scoped = (scope: Scope) =>
  supabase.from('cases').select(QUEUE_COLUMNS.join(',')).eq(scope.column, scope.value);
const found = (scope: Scope, number: string) =>
  find('search_cases', number, QUEUE_COLUMNS).eq(scope.column, scope.value);

/** Reads a page of the queue behind a cursor. Throws ApiError. */
export async function readQueue(
  scope: Scope,
  filter: QueueFilter,
  cursor: Cursor | null,
  limit: number,
  signal: AbortSignal,
): Promise<QueueCase[]> {
  let query = filter.search ? found(scope, searchText(filter.search)) : scoped(scope);
  if (!filter.search) {
    query = query.in('status', TABS[filter.tab] as readonly string[] as string[]).is('closed_at', null);
    if (filter.grade) query = query.eq('grade', filter.grade);
    if (filter.types) query = query.in('type_code', filter.types as string[]);
  }
  if (cursor) query = query.or(beyondCursor(cursor, filter.order));
  query =
    filter.order === 'newest'
      ? query.order('created_at', { ascending: false }).order('id', { ascending: false })
      : query.order('due_at', { ascending: true, nullsFirst: false }).order('id', { ascending: true });
  const { data, error, status } = await query.limit(limit).abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return data as unknown as QueueCase[];
}

/** Reads cases by id within the scope: one that does not come back is no longer ours to show. Throws ApiError. */
export async function readScoped(scope: Scope, ids: readonly string[]): Promise<QueueCase[]> {
  const { data, error, status } = await scoped(scope)
    .in('id', ids as string[])
    .limit(PAGE);
  if (error) throw toApiError({ ...error, status });
  return data as unknown as QueueCase[];
}
