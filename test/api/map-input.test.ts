import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, Raw, type Wire } from '../support/wire/wire';
import { WRONG } from '../support/wire/wrong';

// Sends invalid values for every argument of the map functions and of set_population over HTTP.

let stack: TestStack;
let leader: Wire;
let administrator: Wire;

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  leader = await openWire(stack, await stack.signIn('changting.leader'));
  administrator = await openWire(stack, await stack.signIn('changting.administrator'));
});
afterAll(() => stack?.stop());

const WINDOW = { west: 116.2, south: 25.7, east: 116.5, north: 26 };
/** Valid arguments by function. */
const GOOD: Record<string, Record<string, unknown>> = {
  map_areas: {},
  map_months: {},
  map_spots: { ...WINDOW, zoom: 12 },
  map_cases: { ...WINDOW, max: 20 },
};

const NO_DAY = [...WRONG.date, '1900-01-01', '4000-01-01'];
const NO_LIST = [...WRONG.list, [null], ['red', null], [['red']], ['grid', 'x'.repeat(5000)]];
const NO_EDGE: unknown[] = [null, undefined, ...WRONG.position, 181, 'Infinity'];
/** Invalid values of the arguments that every map function takes. */
const FILTER: Record<string, unknown[]> = {
  parent_code: [
    '不',
    'x',
    '35082',
    '350821%',
    '999999',
    ['350821', '350823'],
    {},
    new Raw('"\\u0000"'),
    '长'.repeat(5001),
  ],
  from_on: NO_DAY,
  to_on: NO_DAY,
  type_codes: NO_LIST,
  grades: [...NO_LIST, ['green'], ['red', 'Red']],
  channels: NO_LIST,
  statuses: [...NO_LIST, ['open']],
};
const VIEWPORT: Record<string, unknown[]> = { west: NO_EDGE, south: NO_EDGE, east: NO_EDGE, north: NO_EDGE };
const PLANS: Record<string, Record<string, unknown[]>> = {
  map_areas: FILTER,
  map_months: FILTER,
  map_spots: { ...FILTER, ...VIEWPORT, zoom: [null, undefined, -1, 25, 2 ** 31, 1.5, 'abc', [], {}] },
  map_cases: { ...FILTER, ...VIEWPORT, max: [null, 0, -1, 501, 2 ** 31, 1.5, 'abc', [], {}] },
};

describe('invalid input', () => {
  test.each(Object.keys(PLANS))(
    '%s rejects it with a reason',
    async (name) => {
      const good = GOOD[name]!;
      expect((await leader.call(name, good)).status).toBe(200);
      const faults: string[] = [];
      for (const [argument, values] of Object.entries(PLANS[name]!)) {
        for (const wrong of values) {
          const { fault } = judgeRefusal(await leader.call(name, { ...good, [argument]: wrong }));
          if (fault) faults.push(`${argument} = ${JSON.stringify(wrong)?.slice(0, 60)}: ${fault}`);
        }
      }
      const { fault } = judgeRefusal(
        await leader.call(name, { ...good, from_on: '2026-05-02', to_on: '2026-05-01' }),
      );
      expect([...faults, ...(fault ? [`a period backwards: ${fault}`] : [])]).toEqual([]);
    },
    120_000,
  );

  test('set_population rejects it with a reason and writes nothing', async () => {
    const before = await countRows(stack.database.url);
    const plan = {
      who: 'administrator',
      name: 'set_population',
      good: () => ({
        request_id: crypto.randomUUID(),
        code: '350821101',
        expected_version: 1,
        population: 31_000,
        year: 2023,
      }),
      kinds: {
        request_id: 'uuid',
        code: 'code',
        expected_version: 'version',
        population: 'number',
        year: 'int',
      },
    } as const;
    expect(await faultsOf(administrator, plan, new Set())).toEqual([]);
    expect(await countRows(stack.database.url)).toEqual(before);
    expect((await administrator.call('set_population', plan.good())).status).toBe(200);
  }, 120_000);
});
