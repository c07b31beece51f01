import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../scripts/stack/database/client';
import { type Actors, createActors, caseAt, type VerbResult } from '../support/case';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import type { Situation } from '../support/rights/rightsModel';
import { bring } from '../support/situations';
import { testStack, type TestStack } from '../support/stack';
import { countRows, openWire, type Wire } from '../support/wire/wire';
import type { Kind } from '../support/wire/wrong';

// Sends invalid values for every argument of supervision steps, rules and the applicant's own verbs over HTTP.

type Who = 'anon' | 'desk' | 'mediator' | 'leader' | 'city';
type Plan = PlanOf<Who>;

let stack: TestStack;
let people: People;
let actors: Actors;
let wires: Record<Who, Wire>;
let rows: Record<'submitted' | 'accepted' | 'mediating' | Situation, VerbResult>;
let orders: Record<'issued' | 'answered', string>;
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  await withClient(stack.database.url, (client) =>
    client.query(`update app.settings set value = '100000' where name like '%_per_hour'`),
  );
  people = openPeople(stack.database.url);
  actors = await createActors(people);
  const [county] = await people.owner.run<{ id: string }>(
    `select id from app.organisations where kind = 'people_mediation' and region_code = '350821'`,
  );
  actors.otherId = county!.id;
  rows = {} as typeof rows;
  for (const stage of ['submitted', 'accepted', 'mediating'] as const)
    rows[stage] = await caseAt(people, actors, stage);
  for (const [situation, stage] of [
    ['needs_info', 'submitted'],
    ['suspended', 'mediating'],
    ['extension', 'mediating'],
    ['risky', 'submitted'],
    ['joint', 'mediating'],
    ['not_settled', 'mediating'],
    ['closed', 'agreed'],
  ] as const)
    rows[situation] = await bring(people, actors, await caseAt(people, actors, stage), situation);
  orders = {} as typeof orders;
  for (const name of ['issued', 'answered'] as const) {
    const row = await bring(people, actors, await caseAt(people, actors, 'mediating'), 'ordered');
    const [order] = await people.owner.run<{ id: string }>(
      'select id from app.supervision_orders where case_id = $1',
      [row.id],
    );
    orders[name] = order!.id;
  }
  await actors.mediator.call('answer_order', {
    order_id: orders.answered,
    expected_version: 1,
    request_id: crypto.randomUUID(),
    answer: '已约定周五上门调解。',
  });
  wires = {
    anon: await openWire(stack),
    desk: await openWire(stack, await stack.signIn('changting.dispatcher')),
    mediator: await openWire(stack, await stack.signIn('tingzhou.mediator')),
    leader: await openWire(stack, await stack.signIn('city.leader')),
    city: await openWire(stack, await stack.signIn('city.administrator')),
  };
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const order = (
  who: Who,
  name: string,
  id: () => string,
  version: number,
  more: object,
  kinds: Record<string, Kind>,
): Plan => ({
  who,
  name,
  good: () => ({ order_id: id(), expected_version: version, request_id: crypto.randomUUID(), ...more }),
  kinds: { order_id: 'uuid', expected_version: 'version', request_id: 'uuid', ...kinds },
});
const reason = { reason: '按规定办理，情况属实。' };
const year = new Date().getFullYear() + 1;

const PLANS: Plan[] = [
  order(
    'mediator',
    'answer_order',
    () => orders.issued,
    1,
    { answer: '已约定上门调解。' },
    { answer: 'text' },
  ),
  order(
    'leader',
    'review_order',
    () => orders.answered,
    2,
    { accepted: false, review: '请补充日期。' },
    { review: 'text' },
  ),
  order('leader', 'remind_order', () => orders.issued, 1, {}, {}),
  order('leader', 'cancel_order', () => orders.issued, 1, reason, { reason: 'short' }),
  {
    who: 'anon',
    name: 'supplement_info',
    good: () => ({
      request_id: crypto.randomUUID(),
      number: rows.needs_info.number,
      tracking_code: '',
      info: '补充合同。',
    }),
    kinds: { request_id: 'uuid' },
  },
  {
    who: 'anon',
    name: 'withdraw_application',
    good: () => ({
      request_id: crypto.randomUUID(),
      number: rows.submitted.number,
      tracking_code: '',
      reason: '已和解',
    }),
    kinds: { request_id: 'uuid' },
  },
  {
    who: 'city',
    name: 'set_policy',
    good: () => ({
      request_id: crypto.randomUUID(),
      stage: 'accept',
      grade: 'yellow',
      amount: 4,
      unit: 'workhour',
      basis: '本市规定',
    }),
    kinds: {
      request_id: 'uuid',
      stage: 'choice',
      grade: 'no_choice',
      level: 'level',
      amount: 'positive',
      unit: 'choice',
      basis: 'short',
    },
    optional: ['amount', 'grade'],
  },
  {
    who: 'city',
    name: 'import_calendar',
    good: () => ({ request_id: crypto.randomUUID(), year, rows: [] }),
    kinds: { request_id: 'uuid', year: 'int', rows: 'rows' },
  },
  {
    who: 'city',
    name: 'preview_calendar',
    good: () => ({ year, rows: [] }),
    kinds: { year: 'int', rows: 'rows' },
  },
  {
    who: 'desk',
    name: 'set_auto_dispatch',
    good: () => ({ request_id: crypto.randomUUID(), type_code: '02', grade: 'blue', enabled: true }),
    kinds: { request_id: 'uuid', type_code: 'choice', grade: 'choice' },
  },
  {
    who: 'desk',
    name: 'note_reading',
    good: () => ({ case_id: crypto.randomUUID() }),
    kinds: { case_id: 'uuid' },
  },
];

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await countRows(stack.database.url);
      expect(await faultsOf(wires[one.who], one, seen)).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
    },
    120_000,
  );
});
