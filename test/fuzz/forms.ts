import { at, caseAt, filing, type Receipt } from '../support/case';
import { linkFor, once, sharedCase } from '../support/parties';
import type { Scene } from '../support/scene';

type Args = Record<string, unknown>;
/** Cases on which a form is sent; only people and actors of the scene are needed. */
export type Play = Pick<Scene, 'people' | 'actors'>;

/** A form that anybody may send. */
export interface Form {
  name: string;
  /** Valid arguments; created again after each success. */
  good(play: Play): Promise<Args>;
  /** The arguments that contain free text. */
  texts: string[];
  /** SQL for the stored texts of a request, by argument; missing for a form that stores nothing. */
  stored?: string;
}

const holderAt =
  (stage: Parameters<typeof sharedCase>[1], more: Args) =>
  async (play: Play): Promise<Args> => ({
    ...(await sharedCase(play as Scene, stage)).holder,
    request_id: once(),
    ...more,
  });
const event = `from app.case_events e where e.request_id = $1 and e.verb = `;
const message = `select m.message ${event}`;
const messages = `join app.party_messages m on m.case_id = e.case_id and m.at = e.at`;

/** The forms of the public; filing occurs several times, since it has the most arguments. */
export const FORMS: Form[] = [
  ...Array.from({ length: 6 }, () => ({
    name: 'file_case',
    good: () =>
      Promise.resolve({
        ...filing(),
        people_count: 3,
        amount: 1200,
        danger: false,
        longitude: 116.36,
        latitude: 25.83,
        others: [{ side: 'third_party', kind: 'person', name: '黄秀英', phone: '13859705678', minor: false }],
        source: 'A1B2C3D4',
      }),
    texts: ['summary', 'place', 'summary'],
    stored: `select c.summary, c.place, (select app.unseal(v.name) from app.parties p join app.parties_private v on v.party_id = p.id
        where p.case_id = c.id and p.side = 'applicant' order by p.created_at, p.id limit 1) as "applicant.name"
      from app.case_events e join app.cases c on c.id = e.case_id where e.request_id = $1 and e.verb = 'file_case'`,
  })),
  {
    name: 'track_case',
    good: holderAt('submitted', { request_id: undefined }),
    texts: ['number', 'tracking_code'],
  },
  {
    name: 'supplement_info',
    good: async (play) => {
      const filed = filing();
      const row = await caseAt(play.people, play.actors, 'submitted', filed);
      await play.actors.desk.call('request_info', { ...at(row), items: ['身份证明'] });
      const [{ number, tracking_code }] = (await play.people.anon.call<Receipt>('file_case', filed)) as [
        Receipt,
      ];
      return { request_id: once(), number, tracking_code, info: '身份证明已交到窗口。' };
    },
    texts: ['info'],
    stored: `select e.payload ->> 'info' as info ${event} 'supplement_info'`,
  },
  {
    name: 'withdraw_application',
    good: holderAt('submitted', { reason: '我们自己谈好了。' }),
    texts: ['reason'],
    stored: `select e.payload ->> 'reason' as reason ${event} 'withdraw_application'`,
  },
  {
    name: 'write_message',
    good: holderAt('submitted', { kind: 'statement', message: '天花板又掉了一块。' }),
    texts: ['message'],
    stored: message.replace('where', `${messages} where`) + `'write_message'`,
  },
  {
    name: 'join_mediation',
    good: async (play) => {
      const row = await sharedCase(play as Scene, 'mediating');
      const token = await linkFor(play.actors.desk, row.id, row.respondentId);
      return {
        token,
        request_id: once(),
        decision: 'agree',
        consent_version: '2026-11',
        message: '愿意协商。',
        messages: false,
        language: 'zh-CN',
      };
    },
    texts: ['message'],
    stored: message.replace('where', `left ${messages} where`) + `'join_mediation'`,
  },
  {
    name: 'rate_case',
    good: holderAt('closed', { service: 5, result: 4, message: '很耐心。' }),
    texts: ['message'],
    stored: `select r.message ${event.replace('where', 'join app.ratings r on r.case_id = e.case_id where')} 'rate_case'`,
  },
  { name: 'decide_mediation', good: holderAt('mediating', { decision: 'agree' }), texts: ['decision'] },
  {
    name: 'set_messages',
    good: holderAt('submitted', {
      channel: 'email',
      wanted: true,
      address: 'luo@example.cn',
      language: 'zh-CN',
    }),
    texts: ['address'],
  },
  {
    name: 'reply_session',
    good: holderAt('mediating', {
      session_id: once(),
      expected_version: 1,
      reply: 'move',
      message: '那天要上班。',
    }),
    texts: ['message'],
  },
  {
    name: 'sign_agreement',
    good: holderAt('mediating', {
      paper_id: once(),
      sha256: 'a'.repeat(64),
      name: '罗春生',
      strokes: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    }),
    texts: ['name'],
  },
  { name: 'add_evidence', good: holderAt('submitted', { note: '漏水照片' }), texts: ['note'] },
  {
    name: 'party_view',
    good: holderAt('submitted', { request_id: undefined }),
    texts: ['number', 'tracking_code'],
  },
  { name: 'read_party_link', good: () => Promise.resolve({ token: 'x'.repeat(32) }), texts: ['token'] },
  { name: 'open_source', good: () => Promise.resolve({ code: 'A1B2C3D4' }), texts: ['code'] },
  { name: 'open_upload', good: () => Promise.resolve({ request_id: once() }), texts: ['request_id'] },
  { name: 'suggest_types', good: () => Promise.resolve({ story: '楼上卫生间漏水' }), texts: ['story'] },
];
