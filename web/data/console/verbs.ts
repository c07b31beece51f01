import { ask, change } from '../core/changes';
import { ApiError } from '../core/errors';
import type { IdempotencyKey } from '../core/idempotencyKey';
import type { Args, Known, Row, Sendable } from '../core/types';
import type { Status } from '../../domain/stages';

/** What every verb returns. */
export type VerbResult = Known<Row<'accept_case'>, never, { status: Status }>;

/** A verb of the lifecycle, as `available_actions` names it; the database has a function for each. */
export type Verb =
  | 'accept_case'
  | 'answer_case'
  | 'dispatch_case'
  | 'undo_dispatch'
  | 'return_case'
  | 'assign_mediator'
  | 'log_session'
  | 'conclude_case'
  | 'close_case'
  | 'request_info'
  | 'record_info'
  | 'reject_case'
  | 'merge_case'
  | 'link_case'
  | 'record_party'
  | 'withdraw_case'
  | 'escalate_case'
  | 'delegate_case'
  | 'transfer_case'
  | 'add_co_handler'
  | 'remove_co_handler'
  | 'recuse_mediator'
  | 'add_note'
  | 'urge_case'
  | 'suspend_case'
  | 'resume_case'
  | 'request_extension'
  | 'decide_extension'
  | 'regrade_case'
  | 'report_risk'
  | 'clear_risk'
  | 'refer_case'
  | 'reopen_case'
  | 'record_follow_up'
  | 'issue_order'
  | 'place_case';

/** The arguments of each verb besides the case, the expected version and the request id. */
export type VerbInput = {
  [V in Verb]: Sendable<Omit<Args<V>, 'case_id' | 'expected_version'>>;
};

/** All arguments of a verb's call. */
export type VerbCall<V extends Verb> = { case_id: string; expected_version: number } & VerbInput[V];

/** Performs a verb of the lifecycle. A lost answer is retried with the same request id. Throws ApiError. */
export async function callVerb<V extends Verb>(
  verb: V,
  args: VerbCall<V>,
  idempotencyKey?: IdempotencyKey,
): Promise<VerbResult> {
  const [result] = await change<V, VerbResult>(verb, args as unknown as Sendable<Args<V>>, idempotencyKey);
  if (!result) throw new ApiError({ status: 500, code: 'server' });
  return result;
}

/** So many cases are asked about in one request at most. */
const AT_ONCE = 200;

/** What the caller may do now with each of some cases; the database alone decides. Throws ApiError. */
export async function availableActions(
  caseIds: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Verb[]>> {
  const chunks = Array.from({ length: Math.ceil(caseIds.length / AT_ONCE) }, (_, at) =>
    caseIds.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    chunks.map((case_ids) => ask('available_actions_many', { case_ids }, signal)),
  );
  const found = new Map<string, Verb[]>(caseIds.map((id) => [id, []]));
  for (const { case_id, verb } of answers.flat()) found.get(case_id)?.push(verb as Verb);
  return found;
}
