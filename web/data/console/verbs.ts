import { supabase } from '../core/client';
import { type ApiError, toApiError } from '../core/errors';
import type { RevealedParty, VerbResult } from './records';
import { newRequestId } from '../core/requestId';

/** The arguments of each verb of a case besides the case, the expected version and the request id. */
export interface VerbInput {
  accept_case: { type_code: string; grade: string };
  answer_case: { answer: string };
  dispatch_case: { organisation_id: string; note?: string };
  undo_dispatch: object;
  return_case: { reason: string; proposed_organisation_id?: string };
  assign_mediator: { mediator_id: string };
  log_session: { kind: string; held_at: string; summary: string; place?: string; attendees?: string };
  conclude_case: { outcome: string; terms: string; amount?: number | null; perform_by?: string | null };
  close_case: { note?: string; people_count?: number; papers?: string[]; reply?: string };
  request_info: { items: string[] };
  record_info: { info: string };
  reject_case: { reject_reason: string; ways: string };
  merge_case: { into_case_id: string; reason: string };
  link_case: { other_case_id: string; kind: string };
  record_party: {
    side: string;
    party: { kind: string; name: string; phone?: string; id_number?: string; address?: string };
    minor: boolean;
  };
  withdraw_case: { reason: string };
  escalate_case: { reason: string };
  delegate_case: { note?: string };
  transfer_case: { organisation_id: string; reason: string };
  add_co_handler: { organisation_id: string; task: string };
  remove_co_handler: { organisation_id: string; reason: string };
  recuse_mediator: { reason: string };
  add_note: { note: string };
  urge_case: { note?: string };
  suspend_case: { suspend_reason: string; until_on: string; note?: string };
  resume_case: { note?: string };
  request_extension: { days: number; reason: string; parties_agree: boolean };
  decide_extension: { granted: boolean; note?: string };
  regrade_case: { grade: string; reason: string; difficulty?: string };
  report_risk: { risk_kind: string; description: string; notified_to?: string };
  clear_risk: { reason: string };
  refer_case: { referred_to: string; note: string };
  reopen_case: { reason: string };
  record_follow_up: { performed: string; satisfied?: number; note?: string };
  issue_order: { demand: string };
  place_case: { longitude?: number; latitude?: number; region_code?: string };
}

/** A verb of the lifecycle, as `available_actions` names it. */
export type Verb = keyof VerbInput;

/** All arguments of a verb's call. */
export type VerbCall<V extends Verb> = { case_id: string; expected_version: number } & VerbInput[V];

/**
 * Keeps one request id for one payload: the same payload sent again, after a lost answer or by a second
 * click, is carried out once; a changed payload gets a new id.
 */
export class IdempotencyKey {
  constructor(
    private payload = '',
    private id = '',
  ) {}

  /** What a draft stores over a reload, to be given to the constructor again. */
  get kept(): [payload: string, id: string] {
    return [this.payload, this.id];
  }

  requestId(args: object): string {
    const payload = JSON.stringify(args);
    if (payload !== this.payload) {
      this.payload = payload;
      this.id = newRequestId();
    }
    return this.id;
  }
}

const RETRY_AFTER_MS = [800, 2000];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the answer was lost, so that the same request may be sent again. */
function answerLost(error: ApiError): boolean {
  return error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504;
}

/** Performs a verb of the lifecycle. A lost answer is retried with the same request id. Throws ApiError. */
export async function callVerb<V extends Verb>(
  verb: V,
  args: VerbCall<V>,
  idempotencyKey: IdempotencyKey = new IdempotencyKey(),
): Promise<VerbResult> {
  const request_id = idempotencyKey.requestId({ verb, ...args });
  for (let attempt = 0; ; attempt++) {
    const { data, error, status } = await supabase.rpc(verb, { ...args, request_id });
    if (!error) return (data as VerbResult[])[0]!;
    const failure = toApiError({ ...error, status });
    const wait = RETRY_AFTER_MS[attempt];
    if (wait === undefined || !answerLost(failure)) throw failure;
    await pause(wait);
  }
}

/** Reveals a party's personal data; the database records who did so and why. Throws ApiError. */
export async function revealParty(partyId: string, reason: string): Promise<RevealedParty> {
  const { data, error, status } = await supabase.rpc('reveal_party', { party_id: partyId, reason });
  if (error) throw toApiError({ ...error, status });
  return (data as RevealedParty[])[0]!;
}
