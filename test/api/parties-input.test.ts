import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { createActors, type Actors } from '../support/case';
import { linkFor, once, type Shared, sharedCase, sideOf, STROKES, viewOf } from '../support/parties';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import type { Scene } from '../support/scene';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, Raw, type Wire } from '../support/wire/wire';
import { WRONG } from '../support/wire/wrong';

// Sends invalid values for every argument of the functions for parties over HTTP.

type Who = 'anon' | 'desk' | 'mediator';
type Plan = PlanOf<Who>;

let stack: TestStack;
let people: People;
let actors: Actors;
let wires: Record<Who, Wire>;
let row: Shared;
let closed: Shared;
let ids: { question: string; link: string; session: string; paper: string; sha256: string; token: string };
const seen = new Set<string>();
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const plan = () => ({ starts_at: tomorrow(), minutes: 60, way: 'room', place: '汀州镇调解室' });

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  actors = await createActors(people);
  const scene = { people, actors } as Scene;
  row = await sharedCase(scene, 'mediating');
  closed = await sharedCase(scene, 'closed');
  const token = await linkFor(actors.desk, row.id, row.respondentId);
  await people.anon.call('write_message', {
    ...row.holder,
    request_id: once(),
    kind: 'question',
    message: '要带什么材料？',
  });
  await actors.mediator.call('plan_session', {
    case_id: row.id,
    request_id: once(),
    ...plan(),
    party_ids: [row.applicantId],
  });
  await actors.mediator.call('write_agreement', {
    case_id: row.id,
    request_id: once(),
    facts: '楼上卫生间漏水。',
    terms: '十日内修好漏水。',
  });
  const side = await sideOf(actors.desk, row.id);
  ids = {
    token,
    question: side.messages[0]!.id,
    link: side.links[0]!.id,
    session: side.sessions[0]!.id,
    paper: side.papers[0]!.id,
    sha256: (await viewOf(people.anon, row.holder))!.paper!.sha256,
  };
  wires = {
    anon: await openWire(stack),
    desk: await openWire(stack, await stack.signIn('changting.dispatcher')),
    mediator: await openWire(stack, await stack.signIn('tingzhou.mediator')),
  };
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const holder = (
  name: string,
  more: () => object,
  kinds: Plan['kinds'],
  optional: string[] = [],
  of = () => row,
): Plan => ({
  who: 'anon',
  name,
  good: () => ({ ...of().holder, request_id: once(), ...more() }),
  kinds: { request_id: 'uuid', ...kinds },
  optional,
});
const onRecord = (
  who: Who,
  name: string,
  id: 'link' | 'message' | 'session' | 'paper',
  more: () => object,
  kinds: Plan['kinds'],
  optional: string[] = [],
): Plan => ({
  who,
  name,
  good: () => ({
    [`${id}_id`]: id === 'message' ? ids.question : ids[id],
    expected_version: 1,
    request_id: once(),
    ...more(),
  }),
  kinds: { [`${id}_id`]: 'uuid', expected_version: 'version', request_id: 'uuid', ...kinds },
  optional,
});

const PLANS: Plan[] = [
  holder('write_message', () => ({ kind: 'question', message: '什么时候开始？' }), {
    kind: 'choice',
    message: 'short',
  }),
  holder('decide_mediation', () => ({ decision: 'agree' }), { decision: 'choice' }),
  holder(
    'reply_session',
    () => ({ session_id: ids.session, expected_version: 1, reply: 'move', message: '那天要上班。' }),
    { session_id: 'uuid', expected_version: 'version', reply: 'choice', message: 'short' },
  ),
  holder(
    'sign_agreement',
    () => ({ paper_id: ids.paper, sha256: ids.sha256, name: '罗春生', strokes: STROKES }),
    { paper_id: 'uuid', sha256: 'no_choice', name: 'short', strokes: 'strokes' },
  ),
  holder(
    'rate_case',
    () => ({ service: 5, result: 4, message: '很满意' }),
    { service: 'rating', result: 'rating', message: 'optional' },
    ['message'],
    () => closed,
  ),
  holder(
    'set_messages',
    () => ({ channel: 'email', wanted: true, address: 'luo@example.cn', language: 'zh-CN' }),
    { channel: 'choice', wanted: 'yes_or_no', address: 'short', language: 'no_choice' },
    ['language'],
  ),
  holder('open_party_upload', () => ({}), {}),
  { who: 'anon', name: 'party_view', good: () => ({ ...row.holder }), kinds: {} },
  { who: 'anon', name: 'read_party_link', good: () => ({ token: ids.token }), kinds: {} },
  holder('add_evidence', () => ({ note: '漏水照片' }), { note: 'optional' }, ['note']),
  {
    who: 'anon',
    name: 'join_mediation',
    good: () => ({
      token: ids.token,
      request_id: once(),
      decision: 'agree',
      consent_version: 'P2026-11',
      message: '愿意协商',
    }),
    kinds: { request_id: 'uuid', decision: 'choice', consent_version: 'choice', message: 'optional' },
    optional: ['message', 'messages', 'language'],
  },
  {
    who: 'desk',
    name: 'invite_party',
    good: () => ({
      case_id: row.id,
      request_id: once(),
      party_id: row.respondentId,
      about: '楼上卫生间漏水。',
    }),
    kinds: { case_id: 'uuid', request_id: 'uuid', party_id: 'uuid', about: 'text' },
  },
  onRecord('desk', 'revoke_party_link', 'link', () => ({}), {}),
  onRecord('desk', 'answer_question', 'message', () => ({ answer: '带身份证。' }), { answer: 'short' }),
  {
    who: 'mediator',
    name: 'plan_session',
    good: () => ({
      case_id: row.id,
      request_id: once(),
      ...plan(),
      party_ids: [row.applicantId],
      note: '请准时',
    }),
    kinds: {
      case_id: 'uuid',
      request_id: 'uuid',
      starts_at: 'time',
      minutes: 'int',
      way: 'choice',
      place: 'short',
      party_ids: 'list',
      note: 'optional',
    },
    optional: ['note'],
  },
  onRecord(
    'mediator',
    'move_session',
    'session',
    () => ({ ...plan(), note: '请准时' }),
    { starts_at: 'time', minutes: 'int', way: 'choice', place: 'short', note: 'optional' },
    ['note'],
  ),
  onRecord('mediator', 'cancel_session', 'session', () => ({ reason: '临时出差' }), { reason: 'short' }),
  {
    who: 'mediator',
    name: 'write_agreement',
    good: () => ({
      case_id: row.id,
      request_id: once(),
      facts: '楼上卫生间漏水。',
      terms: '十日内修好漏水。',
      amount: 800,
      manner: '转账',
    }),
    kinds: {
      case_id: 'uuid',
      request_id: 'uuid',
      facts: 'text',
      terms: 'text',
      amount: 'number',
      manner: 'optional',
      perform_by: 'future',
      way: 'no_choice',
      signer_ids: 'list',
    },
    optional: ['amount', 'manner'],
  },
  onRecord('mediator', 'record_paper_signature', 'paper', () => ({ party_id: row.applicantId }), {
    party_id: 'uuid',
  }),
  onRecord('mediator', 'add_paper_photos', 'paper', () => ({ note: '签字页' }), { note: 'optional' }, [
    'note',
  ]),
  onRecord('mediator', 'sign_as_mediator', 'paper', () => ({}), {}),
  onRecord('mediator', 'stamp_agreement', 'paper', () => ({}), {}),
  onRecord('mediator', 'discard_agreement', 'paper', () => ({ reason: '金额写错' }), { reason: 'short' }),
];

/** Row counts of the tables for parties, in addition to those of the case. */
const counted = async () => ({
  ...(await countRows(stack.database.url)),
  ...(
    await people.owner.run(
      `select (select count(*) from app.party_messages) as messages, (select count(*) from app.party_links where revoked_at is null) as links,
         (select sum(version) from app.planned_sessions) as sessions, (select sum(version) from app.agreement_papers) as papers,
         (select count(signed_at) from app.agreement_signatures) as signed, (select count(*) from app.party_consents) as consents,
         (select count(*) from app.ratings) as ratings, (select count(*) from app.outbox) as outbox, (select count(*) from app.evidence) as evidence, (select count(*) from app.upload_tickets) as tickets`,
    )
  )[0],
});

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await counted();
      expect(await faultsOf(wires[one.who], one, seen)).toEqual([]);
      expect(await counted()).toEqual(before);
    },
    120_000,
  );
});

describe('an unknown number, code or link', () => {
  const NONE = [...WRONG.short, 'x', '不', 1, true, [], {}, new Raw('"\\ud800"')];

  test.each([
    ['party_view', 'number', () => row.holder],
    ['party_view', 'tracking_code', () => row.holder],
    ['open_party_upload', 'number', () => ({ ...row.holder, request_id: once() })],
    ['open_party_upload', 'tracking_code', () => ({ ...row.holder, request_id: once() })],
    ['read_party_link', 'token', () => ({ token: ids.token })],
  ] as const)(
    'makes %s reveal nothing, change nothing and never fail, whatever the %s',
    async (name, argument, good) => {
      const before = await counted();
      const faults: string[] = [];
      for (const wrong of NONE) {
        const answer = await wires.anon.call(name, { ...good(), [argument]: wrong });
        if (Array.isArray(answer.body) && answer.body.length === 0) continue;
        const { fault } = judgeRefusal(answer);
        if (fault) faults.push(fault);
      }
      expect(faults).toEqual([]);
      expect(await counted()).toEqual(before);
    },
    120_000,
  );
});
