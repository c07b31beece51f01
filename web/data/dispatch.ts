import { supabase } from './client';
import { toApiError } from './errors';
import { plainRows } from './plain';
import type { Colleague, DispatchFit, UndoableDispatch } from './records';

async function rows<Row>(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Row[]> {
  const request = supabase.rpc(name, args);
  const { data, error, status } = await (signal ? request.abortSignal(signal) : request);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** Organisations for several cases, with those that each may take and those it is best for. Throws ApiError. */
export const suggestDispatchMany = (caseIds: readonly string[], signal?: AbortSignal) =>
  rows<DispatchFit>('suggest_dispatch_many', { case_ids: caseIds }, signal);

/** What the caller may still take back. Throws ApiError. */
export const undoableDispatches = (signal?: AbortSignal) =>
  rows<UndoableDispatch>('undoable_dispatches', {}, signal);

/** Dispatchers of the caller's own desk, as far as the database lets them be seen. Throws ApiError. */
export const peerDispatchers = (organisationId: string, signal?: AbortSignal) =>
  rows<Colleague>('list_colleagues', { organisation_id: organisationId, role: 'dispatcher' }, signal);
