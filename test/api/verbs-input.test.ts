import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { at, createActors, caseAt, closing, filing, type VerbResult } from '../support/case';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, type Wire } from '../support/wire/wire';
import type { Kind } from '../support/wire/wrong';

type Plan = PlanOf<'anon' | 'desk' | 'mediator'>;

let stack: TestStack;
let people: People;
let wires: Record<'anon' | 'desk' | 'mediator', Wire>;
let rows: Record<'submitted' | 'accepted' | 'dispatched' | 'assigned' | 'mediating' | 'agreed', VerbResult>;
let ids: { committee: string; mediator: string; party: string };
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  const actors = await createActors(people);
  rows = {} as typeof rows;
  for (const stage of ['submitted', 'accepted', 'dispatched', 'assigned', 'mediating', 'agreed'] as const)
    rows[stage] = await caseAt(people, actors, stage);
  const [party] = await people.owner.run<{ id: string }>(
    'select id from app.parties where case_id = $1 limit 1',
    [rows.mediating.id],
  );
  ids = { committee: actors.committeeId, mediator: actors.mediatorId, party: party!.id };
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

const onCase = { case_id: 'uuid', expected_version: 'version', request_id: 'uuid' } as const;
const verb = (
  who: Plan['who'],
  name: string,
  stage: keyof typeof rows,
  more: () => object,
  kinds: Record<string, Kind>,
  optional: string[] = [],
): Plan => ({
  who,
  name,
  good: () => ({ ...at(rows[stage]), ...more() }),
  kinds: { ...onCase, ...kinds },
  optional,
});

const session = () => ({ kind: 'contact', held_at: new Date().toISOString(), summary: '电话联系了双方。' });
const PLANS: Plan[] = [
  {
    who: 'anon',
    name: 'file_case',
    good: () => filing(),
    kinds: {
      request_id: 'uuid',
      type_code: 'choice',
      summary: 'text',
      region_code: 'choice',
      applicant: 'party',
      consent_version: 'choice',
      place: 'optional',
      people_count: 'int',
      amount: 'number',
    },
    optional: ['respondent', 'place'],
  },
  { who: 'anon', name: 'track_case', good: () => ({ number: '1', tracking_code: '1' }), kinds: {} },
  verb('desk', 'accept_case', 'submitted', () => ({ type_code: '0202', grade: 'blue' }), {
    type_code: 'choice',
    grade: 'choice',
  }),
  verb('desk', 'answer_case', 'submitted', () => ({ answer: '请先联系物业公司。' }), { answer: 'text' }),
  verb('desk', 'dispatch_case', 'accepted', () => ({ organisation_id: ids.committee }), {
    organisation_id: 'uuid',
    note: 'optional',
  }),
  verb('desk', 'undo_dispatch', 'dispatched', () => ({}), {}),
  verb('mediator', 'return_case', 'dispatched', () => ({ reason: '当事人已搬走。' }), { reason: 'text' }),
  verb('mediator', 'assign_mediator', 'dispatched', () => ({ mediator_id: ids.mediator }), {
    mediator_id: 'uuid',
  }),
  verb('mediator', 'log_session', 'assigned', session, {
    kind: 'choice',
    held_at: 'time',
    summary: 'text',
    place: 'optional',
    attendees: 'optional',
  }),
  verb(
    'mediator',
    'conclude_case',
    'mediating',
    () => ({ outcome: 'agreed_oral', terms: '三十日内修好。' }),
    {
      outcome: 'choice',
      terms: 'text',
      amount: 'number',
      perform_by: 'date',
    },
  ),
  verb(
    'desk',
    'close_case',
    'agreed',
    () => ({ ...closing }),
    { note: 'optional', people_count: 'int', papers: 'list' },
    ['papers'],
  ),
  {
    who: 'mediator',
    name: 'reveal_party',
    good: () => ({ party_id: ids.party, reason: '核对送达地址' }),
    kinds: { party_id: 'uuid', reason: 'text' },
  },
  {
    who: 'desk',
    name: 'switch_post',
    good: () => ({ post_id: crypto.randomUUID() }),
    kinds: { post_id: 'uuid' },
  },
  {
    who: 'desk',
    name: 'suggest_dispatch',
    good: () => ({ case_id: rows.accepted.id }),
    kinds: { case_id: 'uuid' },
  },
  {
    who: 'desk',
    name: 'suggest_dispatch_many',
    good: () => ({ case_ids: [rows.accepted.id] }),
    kinds: { case_ids: 'cases' },
  },
  {
    who: 'desk',
    name: 'case_file',
    good: () => ({ case_id: rows.accepted.id }),
    kinds: { case_id: 'uuid' },
  },
  {
    who: 'desk',
    name: 'available_actions_many',
    good: () => ({ case_ids: [rows.accepted.id] }),
    kinds: { case_ids: 'any_cases' },
  },
  {
    who: 'desk',
    name: 'available_actions',
    good: () => ({ case_id: rows.accepted.id }),
    kinds: { case_id: 'uuid' },
  },
  {
    who: 'mediator',
    name: 'list_mediators',
    good: () => ({ case_id: rows.assigned.id }),
    kinds: { case_id: 'uuid' },
  },
];

describe('invalid input', () => {
  test('names a case that cannot be dispatched together with the reason', async () => {
    const { status, body } = await wires.desk.call('suggest_dispatch_many', {
      case_ids: [rows.accepted.id, rows.mediating.id],
    });
    expect(status).toBe(409);
    const { message, details } = body as { message: string; details: string };
    seen.add(message);
    expect(message).toBe('cases_not_dispatchable');
    expect(JSON.parse(details)).toEqual({
      n: 1,
      cases: [
        {
          id: rows.mediating.id,
          number: rows.mediating.number,
          status: 'mediating',
          code: 'not_possible_now',
        },
      ],
    });
  });

  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (plan) => {
      const before = await countRows(stack.database.url);
      expect(await faultsOf(wires[plan.who], plan, seen)).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
    },
    60_000,
  );

  test('the attempts above have produced every usual error code', () => {
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'field_required',
        'field_too_short',
        'field_too_long',
        'unknown_choice',
        'out_of_range',
        'invalid_value',
        'invalid_phone',
        'invalid_id_number',
        'consent_required',
        'consent_outdated',
        'stale_version',
        'case_not_found',
        'party_not_found',
        'not_found',
        'date_in_future',
        'date_in_past',
        'date_too_early',
        'refused',
        'too_large',
        'too_many_rows',
        'cases_not_dispatchable',
      ]),
    );
  });
});

describe('strangers and people who are not responsible for the step', () => {
  test('are refused every verb, and nothing is written', async () => {
    const before = await countRows(stack.database.url);
    const others = { anon: wires.anon, desk: wires.mediator, mediator: wires.desk };
    for (const { who, name, good } of PLANS.filter((plan) => plan.who !== 'anon')) {
      const error = judgeRefusal(await wires.anon.call(name, good()));
      expect(error, name).toMatchObject({ fault: null, error: { status: 401 } });
      if (
        ['switch_post', 'case_file', 'available_actions', 'available_actions_many', 'reveal_party'].includes(
          name,
        )
      )
        continue;
      const other = judgeRefusal(await others[who].call(name, good()));
      // A case outside of one's jurisdiction is reported as not found.
      expect([other.fault, other.error.code], name).toEqual([
        null,
        expect.stringMatching(/^(refused|case_not_found)$/),
      ]);
    }
    expect(await countRows(stack.database.url)).toEqual(before);
  });

  test('must solve a proof of work after many wrong tracking codes: 429 with the challenge', async () => {
    const limit = (value: number) =>
      withClient(stack.database.url, (client) =>
        client.query(`update app.settings set value = $1 where name = 'track_case_per_hour'`, [value]),
      );
    await limit(1);
    const wrong = { number: '350821-260101-00001', tracking_code: 'x' };
    await wires.anon.call('track_case', wrong);
    const answer = await wires.anon.call('track_case', wrong);
    expect(judgeRefusal(answer)).toMatchObject({
      fault: null,
      error: {
        status: 429,
        code: 'challenge_required',
        params: { algorithm: 'SHA-256', maxnumber: 400_000 },
      },
    });
    await limit(100_000);
  });
});

describe('values of another JSON type', () => {
  test('are converted like on the platform', async () => {
    const filed = async (changes: object) => {
      const { body } = await wires.anon.call('file_case', filing(changes));
      const [row] = await people.owner.run(
        'select danger, people_count, amount, place from app.cases where number = $1',
        [(body as { number: string }[])[0]!.number],
      );
      return row;
    };
    expect(
      await filed({ danger: 'true', people_count: '5', amount: '12.50', place: { room: [1, null] } }),
    ).toEqual({
      danger: true,
      people_count: 5,
      amount: '12.50',
      place: '{"room":[1,null]}',
    });
    expect(await filed({ danger: false, place: true, respondent: null })).toMatchObject({
      danger: false,
      place: 'true',
    });
  });
});
