import { closing } from './case';
import type { Ground } from './walk';

// The life of a case, written down a second time and independently of the database: what the walk holds it against.

type Desk = 1 | 2 | 3 | 4;
type Lead = 'committee' | 'county';

/** A case as the model knows it. */
export interface State {
  status: string;
  /** Level of the desk that answers. */
  desk: Desk;
  lead: Lead | null;
  /** Whoever answers: the desk, or the lead after dispatch. */
  responsible: 'desk' | 'lead';
  mediator: string | null;
  returns: number;
  asked: boolean;
  suspended: boolean;
  pending: boolean;
  extended: number;
  risk: boolean;
  red: boolean;
  co: Set<Lead>;
  /** Organisations that ever took part without a territory. */
  parts: Set<Lead>;
  orders: { by: string; to: string; answered: boolean; version: number }[];
  urged: boolean;
  reopened: boolean;
  followUp: boolean;
  settled: boolean;
}

/** A case just filed. */
export const start = (): State => ({
  status: 'submitted',
  desk: 2,
  lead: null,
  responsible: 'desk',
  mediator: null,
  returns: 0,
  asked: false,
  suspended: false,
  pending: false,
  extended: 0,
  risk: false,
  red: false,
  co: new Set(),
  parts: new Set(),
  orders: [],
  urged: false,
  reopened: false,
  followUp: false,
  settled: false,
});

/** Somebody who tries: where they work and as what. */
export interface Walker {
  account: string;
  role: string;
  /** Level of a dispatch centre of the place; none for other organisations. */
  centre?: Desk;
  office?: Lead;
}

/** Everybody who tries. */
export const ACTORS_OF_WALK: Walker[] = [
  { account: 'public', role: 'public' },
  { account: 'city.dispatcher', role: 'dispatcher', centre: 1 },
  { account: 'city.leader', role: 'leader', centre: 1 },
  { account: 'changting.dispatcher', role: 'dispatcher', centre: 2 },
  { account: 'changting.leader', role: 'leader', centre: 2 },
  { account: 'changting.administrator', role: 'administrator', centre: 2 },
  { account: 'tingzhou.dispatcher', role: 'dispatcher', centre: 3 },
  { account: 'shuidong.dispatcher', role: 'dispatcher', centre: 4 },
  { account: 'tingzhou.reporter', role: 'reporter' },
  { account: 'tingzhou.mediator', role: 'mediator', office: 'committee' },
  { account: 'tingzhou.mediator2', role: 'mediator', office: 'committee' },
  { account: 'changting.mediator', role: 'mediator', office: 'county' },
];

const OPEN = [
  'submitted',
  'needs_info',
  'accepted',
  'answered',
  'dispatched',
  'received',
  'mediating',
  'agreed',
  'failed',
];
const LED = ['dispatched', 'received', 'mediating'];

const desk = (a: Walker, s: State) => a.role === 'dispatcher' && a.centre === s.desk;
const lead = (a: Walker, s: State) => a.role === 'mediator' && a.office !== undefined && a.office === s.lead;
const mediator = (a: Walker, s: State) => a.account === s.mediator && a.office === s.lead;
const co = (a: Walker, s: State) => a.role === 'mediator' && a.office !== undefined && s.co.has(a.office);
const above = (a: Walker, s: State) =>
  a.centre !== undefined &&
  (a.role === 'leader' || a.role === 'dispatcher') &&
  (s.responsible === 'lead' || (a.centre !== s.desk && (a.role === 'leader' || a.centre < s.desk)));
const nobody = () => false;

interface Told {
  ground: Ground;
  state: State;
  id: string;
  twinId: string;
  actor: Walker;
  next: () => number;
}
type Args = Record<string, unknown>;

/** A verb: from which stages, by whom, with which arguments, and what it does to the model. */
export interface Move {
  verb: string;
  from: string[];
  who: (actor: Walker, state: State) => boolean;
  /** What stands against it beside stage and right. */
  when?: (state: State, actor: Walker) => boolean;
  /** By number and tracking code instead of a sign-in. */
  public?: boolean;
  /** Null: nothing sensible to send now. */
  args: (told: Told) => Args | null | Promise<Args | null>;
  then: (state: State, args: Args, actor: Walker) => void;
}

const still = (s: State) => !s.suspended;
const end = (status: string) => (s: State) => {
  s.status = status;
  s.suspended = false;
  s.risk = false;
};
const REASON = { reason: '按规定办理，情况属实。' };
const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const choose = <T>(list: readonly T[], next: () => number) => list[Math.floor(next() * list.length)]!;
const office = (told: Told, wanted: Lead) => told.ground.organisations[wanted];
const leadOf = (args: Args, ground?: unknown): Lead => (void ground, args.office as Lead);

/** The organisation and its name for the model; the verb itself is sent only the id. */
const toOffice = (told: Told, wanted: Lead, more: Args): Args =>
  Object.defineProperty({ organisation_id: office(told, wanted), ...more }, 'office', {
    value: wanted,
    enumerable: false,
  });

const giveTo = (s: State, to: Lead) => {
  s.status = 'dispatched';
  s.lead = to;
  s.responsible = 'lead';
  s.parts.add(to);
  s.co.delete(to);
};

async function orderArgs({ ground, id }: Told, wanted: (status: string) => boolean) {
  const rows = await ground.people.owner.run<{ id: string; version: number; status: string }>(
    'select id, version, status from app.supervision_orders where case_id = $1 and closed_at is null order by created_at, id limit 1',
    [id],
  );
  const [row] = rows;
  return row && wanted(row.status) ? { order_id: row.id, expected_version: row.version } : null;
}
const responsibleName = (s: State) => (s.responsible === 'lead' ? s.lead! : `desk${s.desk}`);
const nameOf = (a: Walker) => a.office ?? `desk${a.centre}`;

/** Every move. */
export const MOVES: Move[] = [
  {
    verb: 'accept_case',
    from: ['submitted'],
    who: desk,
    args: () => ({ type_code: '0202', grade: 'blue' }),
    then: (s) => void ((s.status = 'accepted'), (s.red = false)),
  },
  {
    verb: 'answer_case',
    from: ['submitted', 'accepted'],
    who: desk,
    args: () => ({ answer: '请持合同到物业服务中心办理。' }),
    then: (s) => void ((s.status = 'answered'), (s.settled = false)),
  },
  {
    verb: 'request_info',
    from: ['submitted'],
    who: desk,
    when: (s) => !s.asked,
    args: () => ({ items: ['身份证明'] }),
    then: (s) => void ((s.status = 'needs_info'), (s.asked = true)),
  },
  {
    verb: 'record_info',
    from: ['needs_info'],
    who: desk,
    args: () => ({ info: '已电话补充。' }),
    then: (s) => void (s.status = 'submitted'),
  },
  {
    verb: 'supply_info',
    public: true,
    from: ['needs_info'],
    who: () => true,
    args: () => ({ info: '补充租赁合同。' }),
    then: (s) => void (s.status = 'submitted'),
  },
  {
    verb: 'withdraw_application',
    public: true,
    from: ['submitted', 'needs_info', 'accepted', 'dispatched', 'received', 'mediating'],
    who: () => true,
    when: (s) => !s.risk,
    args: () => ({ reason: '已和解' }),
    then: end('withdrawn'),
  },
  {
    verb: 'reject_case',
    from: ['submitted'],
    who: desk,
    args: () => ({ reject_reason: 'in_court', ways: '法院已立案，请等候审理。' }),
    then: end('rejected'),
  },
  {
    verb: 'merge_case',
    from: ['submitted', 'needs_info', 'accepted'],
    who: desk,
    args: ({ twinId }) => ({ into_case_id: twinId, ...REASON }),
    then: end('merged'),
  },
  {
    verb: 'link_case',
    from: [...OPEN, 'closed', 'withdrawn'],
    who: desk,
    args: ({ twinId }) => ({ other_case_id: twinId, kind: 'related' }),
    then: () => undefined,
  },
  {
    verb: 'dispatch_case',
    from: ['accepted'],
    who: desk,
    args: (told) => toOffice(told, choose(['committee', 'committee', 'county'], told.next), {}),
    then: (s, args) => giveTo(s, leadOf(args)),
  },
  {
    verb: 'assign_mediator',
    from: LED,
    who: (a, s) => (s.status === 'dispatched' ? lead(a, s) : mediator(a, s)),
    when: (s) => still(s) && !(s.lead === 'county' && s.mediator !== null),
    args: ({ ground, state, next }) => {
      const others = ACTORS_OF_WALK.filter(
        (a) => a.role === 'mediator' && a.office === state.lead && a.account !== state.mediator,
      );
      const account = others.length > 0 ? choose(others, next).account : 'changting.mediator';
      return Object.defineProperty({ mediator_id: ground.staff.get(account) }, 'account', { value: account });
    },
    then: (s, args) =>
      void (
        (s.mediator = args.account as string),
        (s.status = s.status === 'dispatched' ? 'received' : s.status)
      ),
  },
  {
    verb: 'return_case',
    from: ['dispatched', 'received'],
    who: (a, s) => (s.status === 'dispatched' ? lead(a, s) : mediator(a, s)),
    when: (s) => s.returns < 2 && still(s),
    args: () => REASON,
    then: (s) => {
      s.returns += 1;
      if (s.returns === 2 && s.desk > 1) s.desk = (s.desk - 1) as Desk;
      Object.assign(s, { status: 'accepted', lead: null, mediator: null, responsible: 'desk' });
    },
  },
  {
    verb: 'log_session',
    from: ['received', 'mediating'],
    who: mediator,
    when: still,
    args: () => ({ kind: 'meeting', held_at: new Date(), summary: '双方到场，各自陈述。' }),
    then: (s) => void (s.status = 'mediating'),
  },
  {
    verb: 'conclude_case',
    from: ['mediating'],
    who: mediator,
    when: still,
    args: ({ next }) => ({
      outcome: choose(['agreed_written', 'agreed_oral', 'not_settled'], next),
      terms: '双方互谅互让，当场履行。',
    }),
    then: (s, args) => {
      s.settled = args.outcome !== 'not_settled';
      s.status = s.settled ? 'agreed' : 'failed';
      s.pending = false;
    },
  },
  {
    verb: 'close_case',
    from: ['agreed', 'failed', 'answered'],
    who: desk,
    when: (s) => s.orders.length === 0 && still(s),
    args: () => closing,
    then: (s) => {
      s.followUp ||= s.settled;
      end('closed')(s);
      s.co = new Set(s.co);
    },
  },
  {
    verb: 'refer_case',
    from: ['submitted', 'accepted', 'failed'],
    who: (a, s) => desk(a, s) || (s.status === 'failed' && mediator(a, s)),
    args: () => ({ referred_to: 'litigation', note: '可向县人民法院起诉。' }),
    then: end('referred'),
  },
  {
    verb: 'recuse_mediator',
    from: ['received', 'mediating'],
    who: mediator,
    when: still,
    args: () => REASON,
    then: (s) => void ((s.status = 'dispatched'), (s.mediator = null)),
  },
  {
    verb: 'suspend_case',
    from: ['mediating'],
    who: mediator,
    when: still,
    args: () => ({ suspend_reason: 'appraisal', until_on: inAMonth() }),
    then: (s) => void (s.suspended = true),
  },
  {
    verb: 'resume_case',
    from: ['mediating'],
    who: (a, s) => mediator(a, s) || desk(a, s),
    when: (s) => s.suspended,
    args: () => ({}),
    then: (s) => void (s.suspended = false),
  },
  {
    verb: 'request_extension',
    from: ['mediating'],
    who: mediator,
    when: (s) => still(s) && !s.pending && s.extended < 2,
    args: () => ({ days: 5, ...REASON, parties_agree: true }),
    then: (s) => void (s.pending = true),
  },
  {
    verb: 'decide_extension',
    from: ['mediating'],
    who: desk,
    when: (s) => s.pending,
    args: ({ next }) => ({ granted: next() < 0.7 }),
    then: (s, args) => void ((s.pending = false), (s.extended += args.granted ? 1 : 0)),
  },
  {
    verb: 'escalate_case',
    from: ['submitted', 'accepted', 'dispatched', 'received', 'mediating', 'failed'],
    who: desk,
    when: (s) => s.desk > 1,
    args: () => REASON,
    then: (s) => void (s.desk = (s.desk - 1) as Desk),
  },
  {
    verb: 'delegate_case',
    from: ['submitted', 'accepted'],
    who: desk,
    when: (s) => s.desk < (s.red ? 3 : 4),
    args: () => ({}),
    then: (s) => void (s.desk = (s.desk + 1) as Desk),
  },
  {
    verb: 'transfer_case',
    from: LED,
    who: desk,
    when: still,
    args: (told) => toOffice(told, told.state.lead === 'county' ? 'committee' : 'county', REASON),
    then: (s, args) => void (giveTo(s, leadOf(args)), (s.mediator = null)),
  },
  {
    verb: 'add_co_handler',
    from: LED,
    who: (a, s) => desk(a, s) || lead(a, s),
    when: (s) => !s.co.has(s.lead === 'county' ? 'committee' : 'county'),
    args: (told) =>
      toOffice(told, told.state.lead === 'county' ? 'committee' : 'county', { task: '协助核对房屋权属。' }),
    then: (s, args) => void (s.co.add(leadOf(args)), s.parts.add(leadOf(args))),
  },
  {
    verb: 'remove_co_handler',
    from: LED,
    who: (a, s) => desk(a, s) || lead(a, s),
    when: (s) => s.co.size > 0,
    args: (told) => toOffice(told, [...told.state.co][0] ?? 'county', REASON),
    then: (s, args) => void s.co.delete(leadOf(args)),
  },
  {
    verb: 'withdraw_case',
    from: ['submitted', 'needs_info', 'accepted', 'dispatched', 'received', 'mediating'],
    who: (a, s) => desk(a, s) || (['received', 'mediating'].includes(s.status) && mediator(a, s)),
    when: (s) => !s.risk,
    args: () => REASON,
    then: end('withdrawn'),
  },
  {
    verb: 'regrade_case',
    from: OPEN,
    who: desk,
    args: ({ next }) => ({ grade: choose(['red', 'yellow', 'blue'], next), ...REASON }),
    then: (s, args) => void (s.red = args.grade === 'red'),
  },
  {
    verb: 'report_risk',
    from: OPEN,
    who: (a, s) =>
      desk(a, s) || ([...LED, 'agreed', 'failed'].includes(s.status) && (lead(a, s) || co(a, s))),
    args: () => ({ risk_kind: 'group', description: '多户聚集，情绪激动。' }),
    then: (s) => void ((s.risk = true), (s.red = true)),
  },
  {
    verb: 'clear_risk',
    from: OPEN,
    who: desk,
    when: (s) => s.risk,
    args: () => REASON,
    then: (s) => void (s.risk = false),
  },
  {
    verb: 'add_note',
    from: OPEN,
    who: (a, s) =>
      desk(a, s) || ([...LED, 'agreed', 'failed'].includes(s.status) && (lead(a, s) || co(a, s))),
    args: () => ({ note: '村委会已协助看过现场。' }),
    then: () => undefined,
  },
  {
    verb: 'urge_case',
    from: LED,
    who: (a, s) => desk(a, s) || above(a, s),
    when: (s) => !s.urged,
    args: () => ({}),
    then: (s) => void (s.urged = true),
  },
  {
    verb: 'issue_order',
    from: OPEN,
    who: above,
    when: (s, a) => !s.orders.some((order) => order.by === nameOf(a)),
    args: () => ({ demand: '请三日内反馈办理情况。' }),
    then: (s, _, a) =>
      void s.orders.push({ by: nameOf(a), to: responsibleName(s), answered: false, version: 1 }),
  },
  {
    verb: 'answer_order',
    from: OPEN,
    who: (a, s) => s.orders[0]?.to === nameOf(a) && ['dispatcher', 'mediator'].includes(a.role),
    when: (s) => s.orders[0]?.answered === false,
    args: async (told) => {
      const found = await orderArgs(told, () => true);
      return found && { ...found, answer: '已约定周五上门调解。' };
    },
    then: (s) => void (s.orders[0]!.answered = true),
  },
  {
    verb: 'review_order',
    from: OPEN,
    who: (a, s) => s.orders[0]?.by === nameOf(a) && ['leader', 'dispatcher'].includes(a.role),
    when: (s) => s.orders[0]?.answered === true,
    args: async (told) => {
      const found = await orderArgs(told, () => true);
      return found && { ...found, accepted: told.next() < 0.7, review: '情况属实，请继续跟进。' };
    },
    then: (s, args) => void (args.accepted ? s.orders.shift() : (s.orders[0]!.answered = false)),
  },
  {
    verb: 'record_party',
    from: OPEN,
    who: (a, s) => desk(a, s) || (['received', 'mediating'].includes(s.status) && mediator(a, s)),
    args: () => ({ side: 'agent', party: { kind: 'person', name: '丘律师' } }),
    then: () => undefined,
  },
  {
    verb: 'reopen_case',
    from: ['closed'],
    who: desk,
    when: (s) => !s.reopened,
    args: () => REASON,
    then: (s) => {
      s.reopened = true;
      s.settled = false;
      s.followUp = false;
      if (s.mediator) Object.assign(s, { status: 'mediating', responsible: 'lead' });
      else Object.assign(s, { status: 'accepted', lead: null, responsible: 'desk' });
    },
  },
  {
    verb: 'record_follow_up',
    from: ['closed'],
    who: (a, s) => desk(a, s) || mediator(a, s),
    when: (s) => s.followUp,
    args: () => ({ performed: 'performed', satisfied: 5 }),
    then: (s) => void (s.followUp = false),
  },
];

/** Whether the model lets somebody do a move now. */
export const allowed = (move: Move, actor: Walker, state: State): boolean =>
  (move.public ? actor.account === 'public' : actor.account !== 'public') &&
  move.from.includes(state.status) &&
  (move.public ? true : actor.role === 'reporter' ? nobody() : move.who(actor, state)) &&
  (move.when?.(state, actor) ?? true);
