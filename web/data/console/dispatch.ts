import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import type { Colleague, DispatchFit, UndoableDispatch } from './records';

async function rows<Row>(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Row[]> {
  const request = supabase.rpc(name, args);
  const { data, error, status } = await (signal ? request.abortSignal(signal) : request);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/**
 * Candidate organisations for several cases, each with the cases it may take and those it is the best choice
 * for. Throws ApiError.
 */
export const suggestDispatchMany = (caseIds: readonly string[], signal?: AbortSignal) =>
  rows<DispatchFit>('suggest_dispatch_many', { case_ids: caseIds }, signal);

/** The dispatches that the user may still undo. Throws ApiError. */
export const undoableDispatches = (signal?: AbortSignal) =>
  rows<UndoableDispatch>('undoable_dispatches', {}, signal);

/** The dispatchers of the user's own desk, as far as row-level security shows them. Throws ApiError. */
export const peerDispatchers = (organisationId: string, signal?: AbortSignal) =>
  rows<Colleague>('list_colleagues', { organisation_id: organisationId, role: 'dispatcher' }, signal);
