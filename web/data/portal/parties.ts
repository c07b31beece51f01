import type { DataLanguage } from '../../text/languages';
import { ApiError } from '../core/errors';
import type { Input, Known, Row } from '../core/types';
import { byHolder, call, type HolderInput, type NoticeWords, once, type UploadTicket } from './public';

/** A party's message and the organisation's answer. */
export interface PartyMessage {
  id: string;
  kind: 'question' | 'statement';
  message: string;
  at: string;
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  /** When the answer to a question is due. */
  due_at: string | null;
}

/** An upcoming session to which a party is invited. */
export interface PlannedSession {
  id: string;
  version: number;
  starts_at: string;
  minutes: number;
  way: 'room' | 'visit' | 'online' | 'call';
  /** The room, or how to join remotely. */
  place: string;
  note: string | null;
  cancelled_at: string | null;
  reply: 'confirmed' | 'move' | null;
  message: string | null;
}

/** Lines of a drawn signature: points from 0 to 1000. */
export type Strokes = [x: number, y: number][][];

/** The text of an agreement that a party signs or has signed. */
export interface AgreementPaper {
  id: string;
  no: number;
  body: string;
  sha256: string;
  way: 'phone' | 'paper';
  /** By law this dispute type is signed by hand. */
  paper_only: boolean;
  mediator_name: string | null;
  mediator_signed_at: string | null;
  stamped_at: string | null;
  organisation_name: string;
  in_force_on: string | null;
  can_sign: boolean;
  /** The lines of the party's own signature. */
  strokes: Strokes | null;
  signers: {
    name: string;
    side: string;
    mine: boolean;
    signed_at: string | null;
    way: 'phone' | 'paper' | null;
  }[];
}

/** A channel by which a party gets messages, with the masked address. */
export interface WantedChannel {
  channel: 'sms' | 'email' | 'wechat';
  shown: string;
}

/** A party's own view of a case. */
export interface PartyView {
  side: string;
  /** Masked. */
  name: string;
  kind: 'person' | 'organisation';
  /** Null for the applicant, who asked for mediation. */
  decision: 'agree' | 'decline' | null;
  decided_at: string | null;
  can_decide: boolean;
  can_write: boolean;
  messages: PartyMessage[];
  sessions: PlannedSession[];
  paper: AgreementPaper | null;
  can_add: boolean;
  evidence: { at: string; note: string | null; removed_at: string | null }[];
  can_rate: boolean;
  rating: { service: number; result: number; message: string | null; at: string } | null;
  channels: WantedChannel[];
  has_phone: boolean;
  consent_version: string;
}

/** A party's own view of a case; null when number and code do not belong together. Throws ApiError. */
export async function partyView(number: string, tracking_code: string, signal?: AbortSignal) {
  const [view] = await call<'party_view', PartyView>('party_view', { number, tracking_code }, signal);
  return view ?? null;
}

/** Sends a question or a statement. Throws ApiError. */
export const writeMessage = (input: HolderInput & { kind: PartyMessage['kind']; message: string }) =>
  byHolder('write_message', input);

/** Confirms a session or asks for another time. Throws ApiError. */
export const replySession = (
  input: HolderInput & {
    session_id: string;
    expected_version: number;
    reply: 'confirmed' | 'move';
    message?: string;
  },
) => byHolder('reply_session', input);

/** Signs the text of an agreement. Throws ApiError. */
export const signAgreement = (
  input: HolderInput & { paper_id: string; sha256: string; name: string; strokes: Strokes },
) => byHolder('sign_agreement', input);

/** Asks for access to, correction or erasure of the own data. Throws ApiError. */
export const requestPrivacy = (
  input: HolderInput & { kind: 'copy' | 'correct' | 'erase'; message?: string },
) => byHolder('request_privacy', input);

/** Rates a closed case. Throws ApiError. */
export const rateCase = (input: HolderInput & { service: number; result: number; message?: string }) =>
  byHolder('rate_case', input);

/** Agrees to mediation or declines it, after having joined. Throws ApiError. */
export const decideMediation = (input: HolderInput & { decision: 'agree' | 'decline' }) =>
  byHolder('decide_mediation', input);

/** Turns messages by a channel on or off. Throws ApiError. */
export const setMessages = (
  input: HolderInput & {
    channel: WantedChannel['channel'];
    wanted: boolean;
    address?: string;
    language: string;
  },
) => byHolder('set_messages', input);

/** A folder for photos that `addEvidence` attaches with the same request id. Throws ApiError. */
export async function openPartyUpload(input: HolderInput): Promise<UploadTicket> {
  const ticket = await once<'open_party_upload', UploadTicket>('open_party_upload', input);
  if (!ticket) throw new ApiError({ status: 404, code: 'tracking_not_found' });
  return ticket;
}

/** Attaches the photos of the request to the case as evidence. Throws ApiError. */
export const addEvidence = (input: HolderInput & { note?: string }) => byHolder('add_evidence', input);

/** What the holder of a party's link may see before deciding. */
export type PartyLink = Known<
  Row<'read_party_link'>,
  'organisation_phone' | 'mediator_name' | 'applicant_name',
  { consent_words: Record<DataLanguage, NoticeWords> }
>;

/** The case of a party's link; null when the link is no longer valid. Throws ApiError. */
export async function readPartyLink(token: string, signal?: AbortSignal) {
  const [link] = await call<'read_party_link', PartyLink>('read_party_link', { token }, signal);
  return link ?? null;
}

/** A party's decision by link. */
export type JoinInput = Known<
  Required<Input<'join_mediation'>>,
  'message',
  { decision: 'agree' | 'decline' }
>;

/**
 * Sends the decision by link; returns the case number and the party's own code. The same request returns the
 * same code. Throws ApiError.
 */
export async function joinMediation(input: JoinInput): Promise<{ number: string; tracking_code: string }> {
  const own = await once<'join_mediation', Known<Row<'join_mediation'>>>('join_mediation', input);
  if (!own) throw new ApiError({ status: 404, code: 'link_over' });
  return own;
}
