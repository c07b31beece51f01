import { CENTRE, type Actor } from './actors';
import { type Cast, closing, type Stage, type VerbResult } from './case';

// Who may what with cases, written down independently of the database.

/** The stages at which a case is tried. */
export const STAGES: Stage[] = ['submitted', 'accepted', 'dispatched', 'received', 'mediating', 'agreed'];

/** A case as the model below sees it. */
export interface Placed extends VerbResult {
  stage: Stage;
  region: string;
  desk: string;
  /** Kind and region of the lead organisation; none before dispatch. */
  lead: { kind: string; region: string } | null;
  /** Account of the mediator; none before signing. */
  mediator: string | null;
  /** Account of whoever entered it; none for the public's own. */
  filedBy: string | null;
  partyId: string;
  /** Who handles it. */
  cast: Cast;
}

const inLead = (actor: Actor, row: Placed) =>
  actor.kind === row.lead?.kind && actor.region === row.lead?.region;
/** Whether a post reads a case: its territory for a dispatch centre, where its organisation leads, or what it filed. */
export const reads = (actor: Actor, row: Placed) =>
  actor.account === row.filedBy ||
  (actor.role !== 'reporter' &&
    (actor.kind === CENTRE ? row.region.startsWith(actor.region) : inLead(actor, row)));
/** Whether a post is the dispatcher of the case's desk. */
export const isDesk = (actor: Actor, row: Placed) =>
  actor.role === 'dispatcher' && actor.kind === CENTRE && actor.region === row.desk;
/** Whether a post works for the lead organisation. */
export const isLead = (actor: Actor, row: Placed) =>
  ['dispatcher', 'mediator'].includes(actor.role ?? '') && inLead(actor, row);
/** Whether somebody is the case's mediator. */
export const isMediator = (actor: Actor, row: Placed) => actor.account === row.mediator;

/** How a call ends: done, not even granted, or refused with state and code. */
export type Answer = 'ok' | 'denied' | `${string} ${string}`;

/** Arguments that every verb takes. */
export const request = (row: Placed) => ({
  case_id: row.id,
  expected_version: row.version,
  request_id: crypto.randomUUID(),
});

/** Each verb, tried where the case is ripe for it. */
export const VERBS: Record<
  string,
  { at: Stage; who: (actor: Actor, row: Placed) => boolean; args: (row: Placed) => object }
> = {
  accept_case: { at: 'submitted', who: isDesk, args: () => ({ type_code: '0202', grade: 'blue' }) },
  answer_case: { at: 'submitted', who: isDesk, args: () => ({ answer: '请持合同到物业服务中心办理。' }) },
  dispatch_case: {
    at: 'accepted',
    who: isDesk,
    args: (row) => ({ organisation_id: row.cast.committeeId }),
  },
  return_case: { at: 'dispatched', who: isLead, args: () => ({ reason: '不属于本委职责范围。' }) },
  assign_mediator: {
    at: 'dispatched',
    who: isLead,
    args: (row) => ({ mediator_id: row.cast.mediatorId }),
  },
  log_session: {
    at: 'received',
    who: isMediator,
    args: () => ({ kind: 'call', held_at: new Date(), summary: '电话了解双方诉求。' }),
  },
  conclude_case: {
    at: 'mediating',
    who: isMediator,
    args: () => ({ outcome: 'agreed_oral', terms: '双方互谅互让，当场履行。' }),
  },
  close_case: { at: 'agreed', who: isDesk, args: () => closing },
};

/** How a verb must end for somebody. */
export const verbAnswer = (actor: Actor, row: Placed, allowed: boolean): Answer => {
  if (actor.account === 'anon') return 'denied';
  if (actor.role === null) return '42501 refused';
  if (!reads(actor, row)) return 'PT404 case_not_found';
  return allowed ? 'ok' : '42501 refused';
};

/** A reading that whoever sees the case may try, and only some may do. */
const reading =
  (allowed: (actor: Actor, row: Placed) => boolean) =>
  (actor: Actor, row: Placed): Answer => {
    if (actor.account === 'anon') return 'denied';
    if (actor.role === null || !reads(actor, row)) return 'PT404 case_not_found';
    return allowed(actor, row) ? 'ok' : '42501 refused';
  };

/** Readings of a case, by function. */
export const READINGS: Record<string, (actor: Actor, row: Placed) => Answer> = {
  available_actions: reading(() => true),
  suggest_dispatch: reading((actor) => actor.role === 'dispatcher'),
  list_mediators: reading(isLead),
  who_sees: reading((actor) => actor.role !== 'reporter'),
};

/** Functions that anybody may call. */
export const PUBLIC = [
  'file_case',
  'track_case',
  'filing_form',
  'public_regions',
  'public_outlines',
  'locate',
  'read_invitation',
  'reset_password',
];
/** Functions that any signed-in person may call. */
export const SIGNED_IN = [
  'who_am_i',
  'switch_post',
  'case_counts',
  'reveal_party',
  'search_cases',
  'my_sessions',
  'end_session',
  'accept_invitation',
];

/** Views that show rows of the cases one reads. */
export const OF_CASES = ['cases', 'parties', 'case_events', 'sessions', 'agreements', 'deadlines'];
/** Views that any signed-in person reads whole. */
export const FOR_SIGNED_IN = [
  'regions',
  'region_outlines',
  'dispute_types',
  'channels',
  'organisation_categories',
];
/** Views that anybody with a post reads whole. */
export const FOR_POSTS = ['organisations'];
/** Views whose rows depend on the post in their own way. */
export const BY_POST = [
  'administration_events',
  'invitations',
  'leaves',
  'party_reveals',
  'posts',
  'region_changes',
  'staff',
];
