import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActors, filing } from '../support/case';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, Raw, type Wire } from '../support/wire/wire';

// Sends invalid poster codes, photo tickets, texts for suggested types, and invalid additional data of a filing over
// HTTP.

type Plan = PlanOf<'anon' | 'desk'>;

let stack: TestStack;
let people: People;
let wires: Record<Plan['who'], Wire>;
let ids: { used: string; retired: string; committee: string };
const seen = new Set<string>();
const once = () => crypto.randomUUID();
const another = { side: 'third_party', kind: 'person', name: '黄秀英', phone: '13859705678' };

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  people = openPeople(stack.database.url);
  await people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  const actors = await createActors(people);
  const make = async (label: string) =>
    (
      await actors.desk.call<{ id: string }>('create_source', {
        request_id: once(),
        label,
        region_code: '350821100',
      })
    )[0]!.id;
  ids = { used: await make('便民大厅海报'), retired: await make('旧海报'), committee: actors.committeeId };
  await actors.desk.call('retire_source', {
    source_id: ids.retired,
    expected_version: 1,
    request_id: once(),
  });
  wires = {
    anon: await openWire(stack),
    desk: await openWire(stack, await stack.signIn('changting.dispatcher')),
  };
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const PLANS: Plan[] = [
  {
    who: 'desk',
    name: 'create_source',
    good: () => ({ request_id: once(), label: '调解室门口', region_code: '350821100', poster_place: '二楼' }),
    kinds: { request_id: 'uuid', label: 'short', region_code: 'no_choice', poster_place: 'optional' },
    optional: ['poster_place'],
  },
  {
    who: 'desk',
    name: 'create_source',
    good: () => ({ request_id: once(), label: '调解室门口', organisation_id: ids.committee }),
    kinds: { organisation_id: 'uuid' },
  },
  {
    who: 'desk',
    name: 'retire_source',
    good: () => ({ source_id: ids.used, expected_version: 1, request_id: once() }),
    kinds: { source_id: 'uuid', expected_version: 'version', request_id: 'uuid' },
  },
  {
    who: 'desk',
    name: 'restore_source',
    good: () => ({ source_id: ids.retired, expected_version: 2, request_id: once() }),
    kinds: { source_id: 'uuid', expected_version: 'version', request_id: 'uuid' },
  },
  { who: 'anon', name: 'open_upload', good: () => ({ request_id: once() }), kinds: { request_id: 'uuid' } },
  { who: 'anon', name: 'open_source', good: () => ({ code: 'A1B2C3D4' }), kinds: {} },
  { who: 'anon', name: 'suggest_types', good: () => ({ story: '楼上漏水' }), kinds: {} },
  {
    who: 'anon',
    name: 'file_case',
    good: () => ({ ...filing(), longitude: 116.36, latitude: 25.83, others: [another] }),
    kinds: { longitude: 'position', latitude: 'position', others: 'others' },
    optional: ['respondent', 'place', 'others'],
  },
];

const counted = async () => ({
  ...(await countRows(stack.database.url)),
  ...(
    await people.owner.run(
      `select (select count(*) from app.filing_sources) as sources, (select sum(version) from app.filing_sources) as source_versions,
         (select coalesce(sum(scans + filings), 0) from app.source_counts) as uses, (select count(*) from app.case_sources) as from_sources,
         (select count(*) from app.upload_tickets) as tickets`,
    )
  )[0],
});

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (plan) => {
      const before = await counted();
      expect(await faultsOf(wires[plan.who], plan, seen)).toEqual([]);
      expect(await counted()).toEqual(before);
    },
    120_000,
  );

  test('`minor` and `danger` are refused when they are no booleans', async () => {
    const before = await counted();
    for (const wrong of ['', '也许', 'x', 2, 1.5, [], {}, new Raw('"\\u0000"')]) {
      const minor = wrong instanceof Raw ? wrong.text : JSON.stringify(wrong);
      for (const changes of [
        { danger: wrong },
        { applicant: new Raw(`{"name": "罗春生", "phone": "13859701234", "minor": ${minor}}`) },
        { others: new Raw(`[{"side": "agent", "name": "黄秀英", "minor": ${minor}}]`) },
      ]) {
        const { fault } = judgeRefusal(await wires.anon.call('file_case', filing(changes)));
        expect({ minor, of: Object.keys(changes), fault }).toMatchObject({ fault: null });
      }
    }
    expect(await counted()).toEqual(before);
  });

  test('an unknown poster code presets nothing and never prevents a filing', async () => {
    const before = await counted();
    const codes = ['不', "' or 1=1 --", '长'.repeat(100_000), '\u202e🙂', '<script>', 5, [], {}];
    for (const code of codes) expect((await wires.anon.call('open_source', { code })).body).toEqual([]);
    for (const code of ['', null, new Raw('"\\u0000"')])
      expect(judgeRefusal(await wires.anon.call('open_source', { code })).fault).toBeNull();
    expect(await counted()).toEqual(before);
    for (const source of codes)
      expect((await wires.anon.call('file_case', filing({ source }))).status).toBe(200);
    expect(await counted()).toMatchObject({
      cases: String(Number(before.cases) + codes.length),
      from_sources: before.from_sources,
    });
  });

  test('a hostile story is treated as plain text and yields suggested types or none', async () => {
    for (const story of [
      '不',
      '',
      null,
      "漏水'); drop table app.cases; --",
      '漏水'.repeat(100_000),
      '🙂\u202e',
      1,
      [],
      {},
    ]) {
      const { status, body } = await wires.anon.call('suggest_types', { story });
      expect({ story: String(story).slice(0, 30), status, list: Array.isArray(body) }).toMatchObject({
        status: 200,
        list: true,
      });
    }
    expect(
      judgeRefusal(await wires.anon.call('suggest_types', { story: new Raw('"\\u0000"') })).fault,
    ).toBeNull();
  });
});
