import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { ApiError } from '../core/errors';
import { read } from '../core/read';

/** An action on the parties' side, by its name in the database. */
export type SideVerb =
  | 'answer_question'
  | 'invite_party'
  | 'revoke_party_link'
  | 'plan_session'
  | 'move_session'
  | 'cancel_session'
  | 'write_agreement'
  | 'record_paper_signature'
  | 'add_paper_photos'
  | 'sign_as_mediator'
  | 'stamp_agreement'
  | 'discard_agreement';

/** A party's message and its answer. */
export interface SideMessage {
  id: string;
  version: number;
  party_id: string;
  kind: 'question' | 'statement';
  message: string;
  at: string;
  answer: string | null;
  answered_at: string | null;
  answered_by_name: string | null;
  due_at: string | null;
}

/** An upcoming or past session with the parties' replies. */
export interface SideSession {
  id: string;
  version: number;
  starts_at: string;
  minutes: number;
  way: 'room' | 'visit' | 'online' | 'call';
  place: string;
  note: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
  replies: { party_id: string; reply: 'confirmed' | 'move' | null; message: string | null }[];
}

/** A link by which a party joins the case. */
export interface SideLink {
  id: string;
  version: number;
  party_id: string;
  about: string;
  expires_at: string;
  created_at: string;
  created_by_name: string;
  opened_at: string | null;
  used_at: string | null;
  state: 'open' | 'used' | 'revoked' | 'expired';
}

/** A party's consents, newest first. */
export interface SideConsent {
  party_id: string;
  kind: 'mediation' | 'sms' | 'email' | 'wechat';
  given: boolean;
  version: string;
  at: string;
}

/** A version of the agreement and who signed it. */
export interface SidePaper {
  id: string;
  version: number;
  no: number;
  facts: string;
  terms: string;
  manner: string | null;
  amount: number | null;
  perform_by: string | null;
  way: 'phone' | 'paper';
  sha256: string;
  written_by_name: string;
  written_at: string;
  mediator_signed_at: string | null;
  mediator_name: string | null;
  stamped_at: string | null;
  stamped_by_name: string | null;
  in_force_on: string | null;
  discarded_at: string | null;
  discard_reason: string | null;
  /** Photos of the text as it was signed by hand. */
  photos: string[];
  signers: {
    party_id: string;
    signed_at: string | null;
    way: 'phone' | 'paper' | null;
    recorded_by_name: string | null;
  }[];
}

/** An outbox message to a party. */
export interface SideOutgoing {
  id: number;
  party_id: string;
  channel: 'sms' | 'email' | 'wechat';
  kind: string;
  shown: string;
  state: 'waiting' | 'taken' | 'sent' | 'dead' | 'stopped';
  attempts: number;
  created_at: string;
}

/** The parties' side of a case. */
export interface PartiesSide {
  actions: SideVerb[];
  messages: SideMessage[];
  sessions: SideSession[];
  links: SideLink[];
  consents: SideConsent[];
  papers: SidePaper[];
  outgoing: SideOutgoing[];
  /** By law, documents of this dispute type are signed by hand. */
  paper_only: boolean;
}

const RATING = columns(
  'ratings',
  ['case_id', 'side', 'organisation_name', 'service', 'result', 'at'],
  ['message'],
);

/** A party's rating of a case. */
export type RatingRecord = RowOf<typeof RATING>;

/** The parties' side of a case, and what the user may do there now. Throws ApiError. */
export async function readPartiesSide(caseId: string, signal: AbortSignal): Promise<PartiesSide> {
  const [side] = await ask<'parties_side', PartiesSide>('parties_side', { case_id: caseId }, signal);
  if (!side) throw new ApiError({ status: 404, code: 'case_not_found' });
  return side;
}

/** The ratings of a case that the user may read. Throws ApiError. */
export const readRatings = (caseId: string, signal: AbortSignal): Promise<RatingRecord[]> =>
  read(RATING, (all) => all.eq('case_id', caseId).order('at'), signal);

/** The full text with names and signatures; reading it is written to the audit log. */
export interface AgreementText {
  no: number;
  body: string;
  sha256: string;
  signatures: {
    name: string;
    side: string;
    signed_at: string | null;
    way: string | null;
    strokes: [number, number][][] | null;
  }[];
}

/** Reads the full text of an agreement. Throws ApiError. */
export async function readAgreement(paperId: string): Promise<AgreementText> {
  const [text] = await ask<'read_agreement', AgreementText>('read_agreement', { paper_id: paperId });
  if (!text) throw new ApiError({ status: 404, code: 'not_found' });
  return text;
}
