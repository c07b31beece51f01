import {
  above,
  ACTORS_OF_WALK,
  choose,
  co,
  type Desk,
  desk,
  inAMonth,
  lead,
  LED,
  leadOf,
  mediator,
  type Move,
  nameOf,
  OPEN,
  orderArgs,
  REASON,
  responsibleName,
  still,
  toOffice,
} from './walkState';

/** Moves of the lead and its mediator, of co-handlers, and of organisations above. */
export const LEAD_MOVES: Move[] = [
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
    effect: (s, args) =>
      void (
        (s.mediator = args.account as string),
        (s.status = s.status === 'dispatched' ? 'assigned' : s.status)
      ),
  },
  {
    verb: 'return_case',
    from: ['dispatched', 'assigned'],
    who: (a, s) => (s.status === 'dispatched' ? lead(a, s) : mediator(a, s)),
    when: (s) => s.returns < 2 && still(s),
    args: () => REASON,
    effect: (s) => {
      s.returns += 1;
      if (s.returns === 2 && s.desk > 1) s.desk = (s.desk - 1) as Desk;
      Object.assign(s, { status: 'accepted', lead: null, mediator: null, responsible: 'desk' });
    },
  },
  {
    verb: 'log_session',
    from: ['assigned', 'mediating'],
    who: mediator,
    when: still,
    args: () => ({ kind: 'meeting', held_at: new Date(), summary: '双方到场，各自陈述。' }),
    effect: (s) => void (s.status = 'mediating'),
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
    effect: (s, args) => {
      s.settled = args.outcome !== 'not_settled';
      s.status = s.settled ? 'agreed' : 'not_settled';
      s.pending = false;
    },
  },
  {
    verb: 'recuse_mediator',
    from: ['assigned', 'mediating'],
    who: mediator,
    when: still,
    args: () => REASON,
    effect: (s) => void ((s.status = 'dispatched'), (s.mediator = null)),
  },
  {
    verb: 'suspend_case',
    from: ['mediating'],
    who: mediator,
    when: still,
    args: () => ({ suspend_reason: 'appraisal', until_on: inAMonth() }),
    effect: (s) => void (s.suspended = true),
  },
  {
    verb: 'resume_case',
    from: ['mediating'],
    who: (a, s) => mediator(a, s) || desk(a, s),
    when: (s) => s.suspended,
    args: () => ({}),
    effect: (s) => void (s.suspended = false),
  },
  {
    verb: 'request_extension',
    from: ['mediating'],
    who: mediator,
    when: (s) => still(s) && !s.pending && s.extended < 2,
    args: () => ({ days: 5, ...REASON, parties_agree: true }),
    effect: (s) => void (s.pending = true),
  },
  {
    verb: 'add_co_handler',
    from: LED,
    who: (a, s) => desk(a, s) || lead(a, s),
    when: (s) => !s.co.has(s.lead === 'county' ? 'committee' : 'county'),
    args: (context) =>
      toOffice(context, context.state.lead === 'county' ? 'committee' : 'county', {
        task: '协助核对房屋权属。',
      }),
    effect: (s, args) => void (s.co.add(leadOf(args)), s.parts.add(leadOf(args))),
  },
  {
    verb: 'remove_co_handler',
    from: LED,
    who: (a, s) => desk(a, s) || lead(a, s),
    when: (s) => s.co.size > 0,
    args: (context) => toOffice(context, [...context.state.co][0] ?? 'county', REASON),
    effect: (s, args) => void s.co.delete(leadOf(args)),
  },
  {
    verb: 'report_risk',
    from: OPEN,
    who: (a, s) =>
      desk(a, s) || ([...LED, 'agreed', 'not_settled'].includes(s.status) && (lead(a, s) || co(a, s))),
    args: () => ({ risk_kind: 'group', description: '多户聚集，情绪激动。' }),
    effect: (s) => void ((s.risk = true), (s.red = true)),
  },
  {
    verb: 'add_note',
    from: OPEN,
    who: (a, s) =>
      desk(a, s) || ([...LED, 'agreed', 'not_settled'].includes(s.status) && (lead(a, s) || co(a, s))),
    args: () => ({ note: '村委会已协助看过现场。' }),
    effect: () => undefined,
  },
  {
    verb: 'urge_case',
    from: LED,
    who: (a, s) => desk(a, s) || above(a, s),
    when: (s) => !s.urged,
    args: () => ({}),
    effect: (s) => void (s.urged = true),
  },
  {
    verb: 'issue_order',
    from: OPEN,
    who: above,
    when: (s, a) => !s.orders.some((order) => order.by === nameOf(a)),
    args: () => ({ demand: '请三日内反馈办理情况。' }),
    effect: (s, _, a) =>
      void s.orders.push({ by: nameOf(a), to: responsibleName(s), answered: false, version: 1 }),
  },
  {
    verb: 'answer_order',
    from: OPEN,
    who: (a, s) => s.orders[0]?.to === nameOf(a) && ['dispatcher', 'mediator'].includes(a.role),
    when: (s) => s.orders[0]?.answered === false,
    args: async (context) => {
      const found = await orderArgs(context, () => true);
      return found && { ...found, answer: '已约定周五上门调解。' };
    },
    effect: (s) => void (s.orders[0]!.answered = true),
  },
  {
    verb: 'review_order',
    from: OPEN,
    who: (a, s) => s.orders[0]?.by === nameOf(a) && ['leader', 'dispatcher'].includes(a.role),
    when: (s) => s.orders[0]?.answered === true,
    args: async (context) => {
      const found = await orderArgs(context, () => true);
      return found && { ...found, accepted: context.next() < 0.7, review: '情况属实，请继续跟进。' };
    },
    effect: (s, args) => void (args.accepted ? s.orders.shift() : (s.orders[0]!.answered = false)),
  },
];
