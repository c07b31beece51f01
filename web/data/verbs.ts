import { supabase } from './client';
import { type ApiError, toApiError } from './errors';
import type { RevealedParty, VerbResult } from './records';
import { newRequestId } from './requestId';

/** What each verb of a case takes beside the case, the expected version and the request id. */
export interface VerbInput {
  accept_case: { type_code: string; grade: string };
  answer_case: { answer: string };
  dispatch_case: { organisation_id: string; note?: string };
  return_case: { reason: string };
  assign_mediator: { mediator_id: string };
  log_session: { kind: string; held_at: string; summary: string; place?: string; attendees?: string };
  conclude_case: { outcome: string; terms: string; amount?: number | null; perform_by?: string | null };
  close_case: { note?: string; people_count?: number; papers?: string[]; reply?: string };
}

/** A verb of the lifecycle, as `available_actions` names it. */
export type Verb = keyof VerbInput;

/** Everything a verb sends. */
export type VerbCall<V extends Verb> = { case_id: string; expected_version: number } & VerbInput[V];

/**
 * One thing a person wants done. The same words sent again, after a broken connection or by a second click, carry
 * the same request id, so the server does it once; changed words are a new request.
 */
export class Intention {
  constructor(
    private words = '',
    private id = '',
  ) {}

  /** What a draft keeps over a reload, to be given to the constructor again. */
  get kept(): [words: string, id: string] {
    return [this.words, this.id];
  }

  requestId(args: object): string {
    const words = JSON.stringify(args);
    if (words !== this.words) {
      this.words = words;
      this.id = newRequestId();
    }
    return this.id;
  }
}

const RETRY_AFTER_MS = [800, 2000];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the answer was lost on the way: then the same request may be sent again. */
function answerLost(error: ApiError): boolean {
  return error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504;
}

/** Performs a verb of the lifecycle. A lost answer is asked for again with the same request id. Throws ApiError. */
export async function callVerb<V extends Verb>(
  verb: V,
  args: VerbCall<V>,
  intention: Intention = new Intention(),
): Promise<VerbResult> {
  const request_id = intention.requestId({ verb, ...args });
  for (let attempt = 0; ; attempt++) {
    const { data, error, status } = await supabase.rpc(verb, { ...args, request_id });
    if (!error) return (data as VerbResult[])[0]!;
    const failure = toApiError({ ...error, status });
    const wait = RETRY_AFTER_MS[attempt];
    if (wait === undefined || !answerLost(failure)) throw failure;
    await pause(wait);
  }
}

/** Opens a party's personal data; the database writes down who did so and why. Throws ApiError. */
export async function revealParty(partyId: string, reason: string): Promise<RevealedParty> {
  const { data, error, status } = await supabase.rpc('reveal_party', { party_id: partyId, reason });
  if (error) throw toApiError({ ...error, status });
  return (data as RevealedParty[])[0]!;
}
