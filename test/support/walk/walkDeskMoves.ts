import { closing } from '../case';
import {
  choose,
  type Desk,
  desk,
  end,
  giveTo,
  LED,
  leadOf,
  mediator,
  type Move,
  OPEN,
  REASON,
  still,
  toOffice,
} from './walkState';

/** Moves of the desk and of the applicant. */
export const DESK_MOVES: Move[] = [
  {
    verb: 'accept_case',
    from: ['submitted'],
    who: desk,
    args: () => ({ type_code: '0202', grade: 'blue' }),
    effect: (s) => void ((s.status = 'accepted'), (s.red = false)),
  },
  {
    verb: 'answer_case',
    from: ['submitted', 'accepted'],
    who: desk,
    args: () => ({ answer: '请持合同到物业服务中心办理。' }),
    effect: (s) => void ((s.status = 'answered'), (s.settled = false)),
  },
  {
    verb: 'request_info',
    from: ['submitted'],
    who: desk,
    when: (s) => !s.asked,
    args: () => ({ items: ['身份证明'] }),
    effect: (s) => void ((s.status = 'needs_info'), (s.asked = true)),
  },
  {
    verb: 'record_info',
    from: ['needs_info'],
    who: desk,
    args: () => ({ info: '已电话补充。' }),
    effect: (s) => void (s.status = 'submitted'),
  },
  {
    verb: 'supplement_info',
    public: true,
    from: ['needs_info'],
    who: () => true,
    args: () => ({ info: '补充租赁合同。' }),
    effect: (s) => void (s.status = 'submitted'),
  },
  {
    verb: 'withdraw_application',
    public: true,
    from: ['submitted', 'needs_info', 'accepted', 'dispatched', 'assigned', 'mediating'],
    who: () => true,
    when: (s) => !s.risk,
    args: () => ({ reason: '已和解' }),
    effect: end('withdrawn'),
  },
  {
    verb: 'reject_case',
    from: ['submitted'],
    who: desk,
    args: () => ({ reject_reason: 'in_court', ways: '法院已立案，请等候审理。' }),
    effect: end('rejected'),
  },
  {
    verb: 'merge_case',
    from: ['submitted', 'needs_info', 'accepted'],
    who: desk,
    args: ({ twinId }) => ({ into_case_id: twinId, ...REASON }),
    effect: end('merged'),
  },
  {
    verb: 'link_case',
    from: [...OPEN, 'closed', 'withdrawn'],
    who: desk,
    args: ({ twinId }) => ({ other_case_id: twinId, kind: 'related' }),
    effect: () => undefined,
  },
  {
    verb: 'dispatch_case',
    from: ['accepted'],
    who: desk,
    args: (context) => toOffice(context, choose(['committee', 'committee', 'county'], context.next), {}),
    effect: (s, args, actor) => {
      s.fresh = { by: actor.account, co: new Set(s.co) };
      giveTo(s, leadOf(args));
    },
  },
  {
    verb: 'undo_dispatch',
    from: ['dispatched'],
    who: desk,
    when: (s, actor) => s.fresh?.by === actor.account,
    args: () => ({}),
    effect: (s) =>
      void Object.assign(s, {
        status: 'accepted',
        lead: null,
        responsible: 'desk',
        co: s.fresh?.co,
        fresh: null,
      }),
  },
  {
    verb: 'close_case',
    from: ['agreed', 'not_settled', 'answered'],
    who: desk,
    when: (s) => s.orders.length === 0 && still(s),
    args: () => closing,
    effect: (s) => {
      s.followUp ||= s.settled;
      end('closed')(s);
      s.co = new Set(s.co);
    },
  },
  {
    verb: 'refer_case',
    from: ['submitted', 'accepted', 'not_settled'],
    who: (a, s) => desk(a, s) || (s.status === 'not_settled' && mediator(a, s)),
    args: () => ({ referred_to: 'litigation', note: '可向县人民法院起诉。' }),
    effect: end('referred'),
  },
  {
    verb: 'decide_extension',
    from: ['mediating'],
    who: desk,
    when: (s) => s.pending,
    args: ({ next }) => ({ granted: next() < 0.7 }),
    effect: (s, args) => void ((s.pending = false), (s.extended += args.granted ? 1 : 0)),
  },
  {
    verb: 'escalate_case',
    from: ['submitted', 'accepted', 'dispatched', 'assigned', 'mediating', 'not_settled'],
    who: desk,
    when: (s) => s.desk > 1,
    args: () => REASON,
    effect: (s) => void (s.desk = (s.desk - 1) as Desk),
  },
  {
    verb: 'delegate_case',
    from: ['submitted', 'accepted'],
    who: desk,
    when: (s) => s.desk < (s.red ? 3 : 4),
    args: () => ({}),
    effect: (s) => void (s.desk = (s.desk + 1) as Desk),
  },
  {
    verb: 'transfer_case',
    from: LED,
    who: desk,
    when: still,
    args: (context) => toOffice(context, context.state.lead === 'county' ? 'committee' : 'county', REASON),
    effect: (s, args) => void (giveTo(s, leadOf(args)), (s.mediator = null)),
  },
  {
    verb: 'withdraw_case',
    from: ['submitted', 'needs_info', 'accepted', 'dispatched', 'assigned', 'mediating'],
    who: (a, s) => desk(a, s) || (['assigned', 'mediating'].includes(s.status) && mediator(a, s)),
    when: (s) => !s.risk,
    args: () => REASON,
    effect: end('withdrawn'),
  },
  {
    verb: 'regrade_case',
    from: OPEN,
    who: desk,
    args: ({ next }) => ({ grade: choose(['red', 'yellow', 'blue'], next), ...REASON }),
    effect: (s, args) => void (s.red = args.grade === 'red'),
  },
  {
    verb: 'clear_risk',
    from: OPEN,
    who: desk,
    when: (s) => s.risk,
    args: () => REASON,
    effect: (s) => void (s.risk = false),
  },
  {
    verb: 'record_party',
    from: OPEN,
    who: (a, s) => desk(a, s) || (['assigned', 'mediating'].includes(s.status) && mediator(a, s)),
    args: () => ({ side: 'agent', party: { kind: 'person', name: '丘律师' } }),
    effect: () => undefined,
  },
  {
    verb: 'reopen_case',
    from: ['closed'],
    who: desk,
    when: (s) => !s.reopened,
    args: () => REASON,
    effect: (s) => {
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
    effect: (s) => void (s.followUp = false),
  },
];
