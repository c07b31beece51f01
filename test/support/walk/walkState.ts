import type { Ground } from './walk';

// A model of the life of a case, written independently of the database, against which random walks are checked.

/** Level of a desk: city to village. */
export type Desk = 1 | 2 | 3 | 4;
type Lead = 'committee' | 'county';

/** A case in the model. */
export interface State {
  status: string;
  /** Level of the desk of the case. */
  desk: Desk;
  lead: Lead | null;
  /** The responsible side: the desk, or the lead after dispatch. */
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
  /** Non-territorial organisations that ever took part. */
  parts: Set<Lead>;
  orders: { by: string; to: string; answered: boolean; version: number }[];
  urged: boolean;
  reopened: boolean;
  followUp: boolean;
  settled: boolean;
  /** The last dispatch, if nothing has happened since: who dispatched, and the co-handlers before it. */
  fresh: { by: string; co: Set<Lead> } | null;
}

/** A newly filed case. */
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
  fresh: null,
});

/** A person who tries verbs: organisation and role. */
export interface Walker {
  account: string;
  role: string;
  /** Level of the dispatch centre; undefined for other organisations. */
  centre?: Desk;
  office?: Lead;
}

/** All people who try verbs. */
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

export const OPEN = [
  'submitted',
  'needs_info',
  'accepted',
  'answered',
  'dispatched',
  'assigned',
  'mediating',
  'agreed',
  'not_settled',
];
export const LED = ['dispatched', 'assigned', 'mediating'];

export const desk = (a: Walker, s: State) => a.role === 'dispatcher' && a.centre === s.desk;
export const lead = (a: Walker, s: State) =>
  a.role === 'mediator' && a.office !== undefined && a.office === s.lead;
export const mediator = (a: Walker, s: State) => a.account === s.mediator && a.office === s.lead;
export const co = (a: Walker, s: State) =>
  a.role === 'mediator' && a.office !== undefined && s.co.has(a.office);
export const above = (a: Walker, s: State) =>
  a.centre !== undefined &&
  (a.role === 'leader' || a.role === 'dispatcher') &&
  (s.responsible === 'lead' || (a.centre !== s.desk && (a.role === 'leader' || a.centre < s.desk)));
const nobody = () => false;

interface MoveContext {
  ground: Ground;
  state: State;
  id: string;
  twinId: string;
  actor: Walker;
  next: () => number;
}
type Args = Record<string, unknown>;

/** A verb: its stages, actors and arguments, and its effect on the model. */
export interface Move {
  verb: string;
  from: string[];
  who: (actor: Walker, state: State) => boolean;
  /** Conditions besides stage and role. */
  when?: (state: State, actor: Walker) => boolean;
  /** Called with number and tracking code instead of a sign-in. */
  public?: boolean;
  /** Null when there is nothing sensible to send. */
  args: (context: MoveContext) => Args | null | Promise<Args | null>;
  effect: (state: State, args: Args, actor: Walker) => void;
}

export const still = (s: State) => !s.suspended;
export const end = (status: string) => (s: State) => {
  s.status = status;
  s.suspended = false;
  s.risk = false;
};
export const REASON = { reason: '按规定办理，情况属实。' };
export const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
export const choose = <T>(list: readonly T[], next: () => number) => list[Math.floor(next() * list.length)]!;
const office = (context: MoveContext, wanted: Lead) => context.ground.organisations[wanted];
export const leadOf = (args: Args): Lead => args.office as Lead;

/** Arguments with an organisation and its name for the model; only the id is sent to the verb. */
export const toOffice = (context: MoveContext, wanted: Lead, more: Args): Args =>
  Object.defineProperty({ organisation_id: office(context, wanted), ...more }, 'office', {
    value: wanted,
    enumerable: false,
  });

export const giveTo = (s: State, to: Lead) => {
  s.status = 'dispatched';
  s.lead = to;
  s.responsible = 'lead';
  s.parts.add(to);
  s.co.delete(to);
};

export async function orderArgs({ ground, id }: MoveContext, wanted: (status: string) => boolean) {
  const rows = await ground.people.owner.run<{ id: string; version: number; status: string }>(
    'select id, version, status from app.supervision_orders where case_id = $1 and closed_at is null order by created_at, id limit 1',
    [id],
  );
  const [row] = rows;
  return row && wanted(row.status) ? { order_id: row.id, expected_version: row.version } : null;
}
export const responsibleName = (s: State) => (s.responsible === 'lead' ? s.lead! : `desk${s.desk}`);
export const nameOf = (a: Walker) => a.office ?? `desk${a.centre}`;

/** Whether the model allows a person a move now. */
export const allowed = (move: Move, actor: Walker, state: State): boolean =>
  (move.public ? actor.account === 'public' : actor.account !== 'public') &&
  move.from.includes(state.status) &&
  (move.public ? true : actor.role === 'reporter' ? nobody() : move.who(actor, state)) &&
  (move.when?.(state, actor) ?? true);
