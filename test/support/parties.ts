import { caseAt, filing, type Receipt, type Stage, type VerbResult } from './case';
import type { Person } from './people';
import type { Scene } from './scene';

/** A case whose applicant holds number and code, with the ids of its parties. */
export interface Shared extends VerbResult {
  holder: { number: string; tracking_code: string };
  applicantId: string;
  respondentId: string;
}

/** A new request id. */
export const once = () => crypto.randomUUID();

/** Brings a new case to a stage and returns its number, tracking code and parties. */
export async function sharedCase(scene: Scene, stage: Stage, changes: object = {}): Promise<Shared> {
  const { people, actors } = scene;
  const request_id = once();
  const message = filing({ ...changes, request_id });
  const row = await caseAt(people, actors, stage, message);
  // A repeated request returns the same receipt.
  const [receipt] = await people.anon.call<Receipt>('file_case', message);
  const parties = await people.owner.run<{ id: string; side: string }>(
    'select id, side from app.parties where case_id = $1',
    [row.id],
  );
  const of = (side: string) => parties.find((party) => party.side === side)?.id ?? '';
  return {
    ...row,
    holder: { number: receipt!.number, tracking_code: receipt!.tracking_code },
    applicantId: of('applicant'),
    respondentId: of('respondent'),
  };
}

/** The token of a new link for a party. */
export async function linkFor(by: Person, caseId: string, partyId: string): Promise<string> {
  const [link] = await by.call<{ token: string }>('invite_party', {
    case_id: caseId,
    request_id: once(),
    party_id: partyId,
    about: '楼上卫生间漏水，申请人希望尽快修好并赔偿粉刷费用。',
  });
  return link!.token;
}

/** Lets a party join by a link; returns its number and tracking code. */
export async function joined(anon: Person, token: string, changes: object = {}) {
  const [own] = await anon.call<{ number: string; tracking_code: string }>('join_mediation', {
    token,
    request_id: once(),
    decision: 'agree',
    consent_version: 'P2026-11',
    ...changes,
  });
  return { number: own!.number, tracking_code: own!.tracking_code };
}

/** Strokes that are accepted as a signature. */
export const STROKES = [
  [
    [100, 400],
    [180, 300],
    [260, 420],
    [340, 310],
  ],
  [
    [500, 300],
    [560, 500],
    [640, 320],
    [720, 480],
  ],
];

/** A party's own part of the case. */
export interface PartyView {
  side: string;
  name: string;
  decision: string | null;
  can_decide: boolean;
  messages: { id: string; kind: string; message: string; answer: string | null; due_at: string | null }[];
  sessions: { id: string; version: number; starts_at: string; reply: string | null; place: string }[];
  paper: {
    id: string;
    body: string;
    sha256: string;
    way: string;
    can_sign: boolean;
    in_force_on: string | null;
    signers: { name: string; side: string; mine: boolean; signed_at: string | null }[];
  } | null;
  can_rate: boolean;
  rating: { service: number; result: number; message: string | null } | null;
  channels: { channel: string; shown: string }[];
}

/** The view of a holder; undefined when number and code do not match. */
export async function viewOf(anon: Person, holder: object): Promise<PartyView | undefined> {
  return (await anon.call<PartyView>('party_view', holder))[0];
}

/** What staff see of the parties' side. */
export interface Side {
  actions: string[];
  messages: { id: string; version: number; message: string; answer: string | null; party_id: string }[];
  sessions: { id: string; version: number; replies: { party_id: string; reply: string | null }[] }[];
  links: { id: string; version: number; state: string }[];
  papers: {
    id: string;
    version: number;
    no: number;
    way: string;
    in_force_on: string | null;
    discarded_at: string | null;
  }[];
  outgoing: { kind: string; channel: string; state: string; shown: string }[];
}

/** The parties' side of a case as a staff member reads it. */
export async function sideOf(by: Person, caseId: string): Promise<Side> {
  return (await by.call<Side>('parties_side', { case_id: caseId }))[0]!;
}
