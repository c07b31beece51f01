import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, createActors, caseAt, filing, type VerbResult } from '../support/case';
import { openPeople, type People } from '../support/people';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, Raw, type Wire } from '../support/wire/wire';

// Sends coordinates in every invalid form over HTTP: they are refused or judged but never cause a server error.

type Plan = PlanOf<'desk' | 'city'>;

let stack: TestStack;
let people: People;
let desk: Wire;
let city: Wire;
let row: VerbResult;
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  people = openPeople(stack.database.url);
  await people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`);
  row = await caseAt(people, await createActors(people), 'submitted', { longitude: 116.36, latitude: 25.83 });
  desk = await openWire(stack, await stack.signIn('changting.dispatcher'));
  city = await openWire(stack, await stack.signIn('city.administrator'));
});
afterAll(async () => {
  await people?.end();
  await stack?.stop();
});

const registration = () => {
  const { consent_version: _none, ...form } = filing({ longitude: 116.36, latitude: 25.83 });
  return { ...form, channel: 'hotline', external_number: crypto.randomUUID() };
};

const PLANS: Plan[] = [
  {
    who: 'desk',
    name: 'place_case',
    good: () => ({ ...at(row), longitude: 116.36, latitude: 25.83 }),
    kinds: {
      case_id: 'uuid',
      expected_version: 'version',
      request_id: 'uuid',
      longitude: 'position',
      latitude: 'position',
      region_code: 'no_choice',
    },
  },
  {
    who: 'desk',
    name: 'register_case',
    good: registration,
    kinds: { longitude: 'position', latitude: 'position' },
    optional: ['respondent', 'place'],
  },
  {
    who: 'city',
    name: 'set_map_layers',
    good: () => ({ request_id: crypto.randomUUID(), expected_version: 1, layers: [] }),
    kinds: { request_id: 'uuid', expected_version: 'version', layers: 'layers' },
  },
];

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (plan) => {
      const before = await countRows(stack.database.url);
      expect(await faultsOf({ desk, city }[plan.who], plan, seen)).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
      expect([...seen]).toEqual(expect.arrayContaining(['point_half', 'point_impossible', 'invalid_value']));
    },
    120_000,
  );
});

const HALVES = [
  null,
  0,
  25.83,
  116.36,
  -116.36,
  90.0001,
  1e308,
  new Raw('1e309'),
  new Raw('-1e400'),
  'NaN',
  'Infinity',
  new Raw('9'.repeat(330)),
];

describe('any pair of coordinates', () => {
  test('is judged, refused when a case is placed, and kept unplaced when the case is registered', async () => {
    const faults: string[] = [];
    for (const longitude of HALVES) {
      for (const latitude of HALVES) {
        const pair = { longitude, latitude };
        const named = JSON.stringify(pair, (_key, value: unknown) =>
          value instanceof Raw ? value.text : value,
        );
        const judged = await desk.call('judge_point', { region_code: '350821', ...pair });
        const kept = await desk.call('register_case', { ...registration(), ...pair, keep_unplaced: true });
        for (const answer of [judged, kept]) {
          if (answer.status >= 500) faults.push(`${named}: ${answer.status}`);
          // Only values outside of the numeric range may be refused here.
          else if (answer.status >= 400 && judgeRefusal(answer).error.code !== 'invalid_value')
            faults.push(`${named}: ${JSON.stringify(answer.body)}`);
        }
        const problem = (judged.body as { problem?: string | null }[])[0]?.problem;
        if (judged.status < 400 && problem) {
          const placed = judgeRefusal(await desk.call('place_case', { ...at(row), ...pair }));
          if (placed.fault || placed.error.code !== problem)
            faults.push(`${named}: ${placed.fault} ${placed.error.code}`);
        }
      }
    }
    expect(faults).toEqual([]);
    const [odd] = await people.owner.run<{ n: number }>(
      `select count(*)::int as n from app.cases
       where location_basis = 'none' and (claimed_longitude = 'NaN' or abs(claimed_longitude) > 1e9 or abs(claimed_latitude) > 1e9)`,
    );
    expect(odd!.n).toBe(0);
    const listed = await people.owner.run<{ n: number }>(
      `select count(*)::int as n from app.cases where location_basis = 'none'`,
    );
    expect(listed[0]!.n).toBeGreaterThan(20);
  }, 240_000);
});
