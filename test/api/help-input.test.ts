import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, type Plan as PlanOf } from '../support/wire/plan';
import { testStack, type TestStack } from '../support/stack';
import { countRows, judgeRefusal, openWire, Raw, type Wire } from '../support/wire/wire';

// Sends invalid values for every argument of self-help, service places, legal aid and statistics over HTTP.

type Who = 'anon' | 'city';
type Plan = PlanOf<Who>;

let stack: TestStack;
let wires: Record<Who, Wire>;
const seen = new Set<string>();

beforeAll(async () => {
  stack = await testStack({ scheduler: false });
  wires = {
    anon: await openWire(stack),
    city: await openWire(stack, await stack.signIn('city.administrator')),
  };
});
afterAll(() => stack?.stop());

const guide = () => ({
  request_id: crypto.randomUUID(),
  type_code: '02',
  locale: 'zh-CN',
  expected_version: 1,
  title: '噪音、漏水、占道',
  summary: '多数问题到现场看一看就能谈出办法。',
  happens: '调解员先到现场看。',
  duration: '一般一个月内。',
  prepare: '照片、视频',
  articles: '《民法典》第二百八十八条｜邻居之间公平合理地处理。',
  elsewhere: '人民法院｜三年｜《民法典》第一百八十八条',
  examples: '楼上漏水｜楼下天花板起皮。｜十天修好，赔粉刷费。',
  source: '《民法典》',
  reviewed_on: '2026-11-01',
});

const PLANS: Plan[] = [
  {
    who: 'city',
    name: 'save_guide',
    good: guide,
    kinds: {
      request_id: 'uuid',
      type_code: 'choice',
      locale: 'choice',
      expected_version: 'version',
      title: 'short',
      summary: 'short',
      happens: 'short',
      duration: 'short',
      prepare: 'short',
      articles: 'text',
      elsewhere: 'text',
      examples: 'text',
      source: 'short',
      reviewed_on: 'date',
    },
  },
  {
    who: 'city',
    name: 'publish_figures',
    // There are no data of the year before the installation, so an invalid request must be refused before counting.
    good: () => ({
      request_id: crypto.randomUUID(),
      from_on: '2026-01-01',
      to_on: '2026-06-30',
      expected_version: 0,
    }),
    kinds: { request_id: 'uuid', from_on: 'date', to_on: 'date' },
  },
  {
    who: 'city',
    name: 'preview_figures',
    good: () => ({ from_on: '2026-01-01', to_on: '2026-06-30' }),
    kinds: { from_on: 'date', to_on: 'date' },
  },
  {
    who: 'anon',
    name: 'check_aid',
    good: () => ({ matter: 'wages', income: 'low', marks: [] }),
    kinds: { matter: 'choice', income: 'choice', marks: 'list' },
    optional: ['marks'],
  },
  {
    who: 'anon',
    name: 'list_guides',
    good: () => ({ locale: 'zh-CN', query: '漏水' }),
    kinds: { locale: 'choice' },
    optional: ['query'],
  },
  {
    who: 'anon',
    name: 'read_guide',
    good: () => ({ type_code: '02', locale: 'zh-CN' }),
    kinds: { locale: 'choice' },
  },
  {
    who: 'anon',
    name: 'public_rooms',
    good: () => ({ region_code: '350821', type_code: '02', longitude: 116.36, latitude: 25.83, page: 1 }),
    kinds: { longitude: 'position', latitude: 'position', page: 'positive' },
    optional: ['region_code', 'type_code', 'longitude', 'latitude', 'page'],
  },
];

describe('invalid input', () => {
  test.each(PLANS)(
    '$name rejects it with a reason and writes nothing',
    async (one) => {
      const before = await countRows(stack.database.url);
      const faults = await faultsOf(wires[one.who], one, seen);
      // All arguments of public_rooms are optional.
      const harmless = (fault: string) => one.name === 'public_rooms' && fault.startsWith('nothing:');
      expect(faults.filter((fault) => !harmless(fault))).toEqual([]);
      expect(await countRows(stack.database.url)).toEqual(before);
    },
    120_000,
  );

  test('unknown codes find nothing, and hostile texts are treated as plain text', async () => {
    for (const [name, args] of [
      ['read_guide', { type_code: "' or 1=1 --", locale: 'zh-CN' }],
      ['list_guides', { locale: 'en', query: "<script>'); drop table app.guides; --" }],
      ['list_guides', { locale: 'zh-CN', query: '长'.repeat(100_000) }],
      ['list_guides', { locale: 'zh-CN', query: '🙂\u202e👨‍👩‍👧‍👦' }],
      ['read_figures', { set_id: '00000000-0000-0000-0000-000000000000' }],
    ] as const) {
      const { status, body } = await wires.anon.call(name, args);
      expect({ name, status, array: Array.isArray(body) }).toEqual({ name, status: 200, array: true });
    }
    for (const [name, args] of [
      ['list_guides', { locale: 'zh-CN', query: new Raw('"\\u0000"') }],
      ['public_rooms', { region_code: '不' }],
      ['public_rooms', { type_code: '不' }],
      ['read_figures', { set_id: 'x' }],
    ] as const) {
      expect(judgeRefusal(await wires.anon.call(name, args)).fault).toBeNull();
    }
  });
});
