import { CENTRE, type Actor } from './actors';
import { type Actors, closing, type Stage, type VerbResult } from '../case';

// Who may do what with cases, written down independently of the database.

export * from './rightsViews';

/** The stages at which a case is tried. */
export const STAGES: Stage[] = ['submitted', 'accepted', 'dispatched', 'assigned', 'mediating', 'agreed'];

/** Further situations of a case, each made from a plain stage. */
export const SITUATIONS = {
  needs_info: 'submitted',
  suspended: 'mediating',
  extension: 'mediating',
  risky: 'submitted',
  joint: 'mediating',
  ordered: 'mediating',
  not_settled: 'mediating',
  closed: 'agreed',
} as const satisfies Record<string, Stage>;

/** A situation by its name. */
export type Situation = keyof typeof SITUATIONS;

/** A case with what the model needs to know about it. */
export interface Placed extends VerbResult {
  stage: Stage | Situation;
  region: string;
  desk: string;
  /** Kind and region of the lead organisation; none before dispatch. */
  lead: { kind: string; region: string } | null;
  /** Account of the mediator; none before signing. */
  mediator: string | null;
  /** Account of the person who registered it; null for a filing by the public. */
  filedBy: string | null;
  partyId: string;
  /** The people who handle it. */
  actors: Actors;
}

const inLead = (actor: Actor, row: Placed) =>
  actor.kind === row.lead?.kind && actor.region === row.lead?.region;
/**
 * Whether a post may read a case: its territory for a dispatch centre, else the cases its organisation leads or that
 * it filed.
 */
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

/**
 * Whether a post is above the responsible organisation: a leader of a territory, or the dispatcher of one above the
 * desk.
 */
const isAbove = (actor: Actor, row: Placed) =>
  actor.kind === CENTRE &&
  row.region.startsWith(actor.region) &&
  (actor.role === 'leader' || actor.role === 'dispatcher') &&
  // Before dispatch the desk itself is responsible.
  (row.lead
    ? true
    : actor.region !== row.desk && (actor.role === 'leader' || actor.region.length < row.desk.length));

/** How a call ends: done, not granted, or refused with SQLSTATE and code. */
export type Answer = 'ok' | 'denied' | `${string} ${string}`;

/** Arguments that every verb takes. */
export const request = (row: Placed) => ({
  case_id: row.id,
  expected_version: row.version,
  request_id: crypto.randomUUID(),
});

const nextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** Each verb, tried at a stage that allows it. */
export const VERBS: Record<
  string,
  {
    at: Stage | Situation;
    /** The error that an otherwise entitled caller gets, if something prevents the verb. */
    obstacle?: (row: Placed) => Answer | null;
    who: (actor: Actor, row: Placed) => boolean;
    args: (row: Placed) => object;
  }
> = {
  accept_case: { at: 'submitted', who: isDesk, args: () => ({ type_code: '0202', grade: 'blue' }) },
  answer_case: { at: 'submitted', who: isDesk, args: () => ({ answer: '请持合同到物业服务中心办理。' }) },
  dispatch_case: {
    at: 'accepted',
    who: isDesk,
    args: (row) => ({ organisation_id: row.actors.committeeId }),
  },
  // In this scene the dispatcher of the desk always dispatched; the test of the verb covers a second dispatcher.
  undo_dispatch: { at: 'dispatched', who: isDesk, args: () => ({}) },
  return_case: { at: 'dispatched', who: isLead, args: () => ({ reason: '不属于本委职责范围。' }) },
  assign_mediator: {
    at: 'dispatched',
    who: isLead,
    args: (row) => ({ mediator_id: row.actors.mediatorId }),
  },
  log_session: {
    at: 'assigned',
    who: isMediator,
    args: () => ({ kind: 'call', held_at: new Date(), summary: '电话了解双方诉求。' }),
  },
  conclude_case: {
    at: 'mediating',
    who: isMediator,
    args: () => ({ outcome: 'agreed_oral', terms: '双方互谅互让，当场履行。' }),
  },
  close_case: { at: 'agreed', who: isDesk, args: () => closing },
  request_info: { at: 'submitted', who: isDesk, args: () => ({ items: ['身份证明', '租赁合同'] }) },
  record_info: { at: 'needs_info', who: isDesk, args: () => ({ info: '已电话补充租赁合同复印件。' }) },
  record_party: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isMediator(actor, row),
    args: () => ({ side: 'agent', party: JSON.stringify({ name: '丘律师', phone: '13859701234' }) }),
  },
  reject_case: {
    at: 'submitted',
    who: isDesk,
    args: () => ({ reject_reason: 'in_court', ways: '法院已立案，请等候审理。' }),
  },
  merge_case: {
    at: 'submitted',
    who: isDesk,
    args: (row) => ({ into_case_id: row.actors.twinId, reason: '同一起漏水纠纷' }),
  },
  link_case: {
    at: 'submitted',
    who: isDesk,
    args: (row) => ({ other_case_id: row.actors.twinId, kind: 'related' }),
  },
  withdraw_case: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isMediator(actor, row),
    args: () => ({ reason: '双方自行和解' }),
  },
  escalate_case: { at: 'accepted', who: isDesk, args: () => ({ reason: '牵涉多个部门，请市里协调。' }) },
  delegate_case: {
    at: 'accepted',
    who: isDesk,
    // A case known only to its county belongs to no township.
    obstacle: (row) => (row.region.length > 6 ? null : 'PT409 no_desk_below'),
    args: () => ({}),
  },
  transfer_case: {
    at: 'mediating',
    who: isDesk,
    args: (row) => ({ organisation_id: row.actors.otherId, reason: '改由县调委会办理更合适。' }),
  },
  add_co_handler: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isLead(actor, row),
    args: (row) => ({ organisation_id: row.actors.otherId, task: '协助核对房屋权属。' }),
  },
  remove_co_handler: {
    at: 'joint',
    who: (actor, row) => isDesk(actor, row) || isLead(actor, row),
    args: (row) => ({ organisation_id: row.actors.otherId, reason: '协办事项已完成' }),
  },
  recuse_mediator: {
    at: 'mediating',
    who: isMediator,
    args: () => ({ reason: '与申请人系亲属，应当回避。' }),
  },
  add_note: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isLead(actor, row),
    args: () => ({ note: '村委会已协助看过现场。' }),
  },
  urge_case: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isAbove(actor, row),
    args: () => ({ note: '请抓紧办理。' }),
  },
  suspend_case: {
    at: 'mediating',
    who: isMediator,
    args: () => ({ suspend_reason: 'appraisal', until_on: nextMonth() }),
  },
  resume_case: {
    at: 'suspended',
    who: (actor, row) => isMediator(actor, row) || isDesk(actor, row),
    args: () => ({}),
  },
  request_extension: {
    at: 'mediating',
    who: isMediator,
    args: () => ({ days: 10, reason: '等待房屋鉴定结论。', parties_agree: true }),
  },
  decide_extension: { at: 'extension', who: isDesk, args: () => ({ granted: true }) },
  regrade_case: {
    at: 'mediating',
    who: isDesk,
    args: () => ({ grade: 'yellow', reason: '已有五户人家参与。' }),
  },
  report_risk: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isLead(actor, row),
    args: () => ({ risk_kind: 'violence', description: '一方扬言动手。' }),
  },
  place_case: {
    at: 'mediating',
    who: (actor, row) => isDesk(actor, row) || isLead(actor, row),
    args: (row) => (row.region.length > 6 ? { longitude: 116.36, latitude: 25.83 } : {}),
  },
  clear_risk: { at: 'risky', who: isDesk, args: () => ({ reason: '双方已冷静，派出所已训诫。' }) },
  refer_case: {
    at: 'not_settled',
    who: (actor, row) => isDesk(actor, row) || isMediator(actor, row),
    args: () => ({ referred_to: 'litigation', note: '可向县人民法院起诉。' }),
  },
  reopen_case: { at: 'closed', who: isDesk, args: () => ({ reason: '对方未按协议履行。' }) },
  record_follow_up: {
    at: 'closed',
    who: (actor, row) => isDesk(actor, row) || isMediator(actor, row),
    args: () => ({ performed: 'performed', satisfied: 5 }),
  },
  issue_order: { at: 'mediating', who: isAbove, args: () => ({ demand: '请三日内反馈办理情况。' }) },
};

/** The expected result of a verb for an actor. */
export const verbAnswer = (actor: Actor, row: Placed, allowed: boolean): Answer => {
  if (actor.account === 'anon') return 'denied';
  if (actor.role === null) return '42501 refused';
  if (!reads(actor, row)) return 'PT404 case_not_found';
  return allowed ? 'ok' : '42501 refused';
};

/** A read function that needs read access to the case and is further restricted. */
const reading =
  (allowed: (actor: Actor, row: Placed) => boolean) =>
  (actor: Actor, row: Placed): Answer => {
    if (actor.account === 'anon') return 'denied';
    if (actor.role === null || !reads(actor, row)) return 'PT404 case_not_found';
    return allowed(actor, row) ? 'ok' : '42501 refused';
  };

/** Read functions of a case, with the expected result. */
export const READINGS: Record<string, (actor: Actor, row: Placed) => Answer> = {
  available_actions: reading(() => true),
  case_file: reading(() => true),
  suggest_dispatch: reading((actor) => actor.role === 'dispatcher'),
  list_mediators: reading(isLead),
  who_sees: reading((actor) => actor.role !== 'reporter'),
  note_reading: reading(() => true),
};

export { PUBLIC } from './publicNames';

/** Functions for the service role alone. */
export const SERVICE = ['files_removed', 'files_to_remove', 'settle_outbox', 'take_outbox'];
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
  'suggest_dispatch_many',
  'available_actions_many',
  'undoable_dispatches',
  'list_values',
];
