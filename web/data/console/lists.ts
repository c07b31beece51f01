import { supabase } from '../core/client';
import { toApiError } from '../core/errors';

/** A list of values that the rules know; `api.list_values` documents them. */
export type ListName =
  | 'administered_kinds'
  | 'administration_verbs'
  | 'case_statuses'
  | 'deadline_stages'
  | 'deadline_stages_by_law'
  | 'difficulties'
  | 'ended_statuses'
  | 'grades'
  | 'identity_proofs'
  | 'mediation_outcomes'
  | 'mediator_grades'
  | 'order_statuses'
  | 'organisation_kinds'
  | 'outcomes'
  | 'party_sides'
  | 'performances'
  | 'privacy_request_kinds'
  | 'referral_targets'
  | 'reject_reasons'
  | 'risk_kinds'
  | 'risk_kinds_to_notify'
  | 'roles'
  | 'session_kinds'
  | 'session_ways'
  | 'suspend_reasons'
  | 'time_units';

/** All lists by name, each in the order of the rules. Throws ApiError. */
export async function listValues(signal: AbortSignal): Promise<Map<string, string[]>> {
  const { data, error, status } = await supabase.rpc('list_values').abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  const lists = new Map<string, string[]>();
  for (const { list, code } of data as { list: string; code: string }[])
    lists.set(list, [...(lists.get(list) ?? []), code]);
  return lists;
}
