import { type Actor, CENTRE } from './actors';
import { type Attempt, id, type Objects, works } from './administrationRules';
import type { Answer } from './rightsModel';

const whoever =
  (allowed: (actor: Actor) => boolean) =>
  (actor: Actor): Answer =>
    actor.account === 'anon' ? 'denied' : actor.role !== null && allowed(actor) ? 'ok' : '42501 refused';

const cityAdministrator = whoever(
  (actor) => actor.role === 'administrator' && actor.kind === CENTRE && actor.region.length === 4,
);

const cityPublisher = whoever(
  (actor) =>
    ['leader', 'administrator'].includes(actor.role ?? '') &&
    actor.kind === CENTRE &&
    actor.region.length === 4,
);

/** Calls that change rules, and queries that every staff member may make. */
export const ofRules = (): Attempt[] => {
  const year = new Date().getFullYear() + 1;
  const rows = JSON.stringify([{ day: `${year}-01-01`, is_workday: false, name: '元旦' }]);
  return [
    {
      name: 'set_policy',
      target: 'a rule',
      args: () => ({
        ...id(),
        stage: 'accept',
        grade: 'yellow',
        amount: 4,
        unit: 'workhour',
        basis: '本市规定：黄色案件 4 个工作小时内受理',
      }),
      expected: cityAdministrator,
    },
    { name: 'preview_calendar', target: 'a year', args: () => ({ year, rows }), expected: cityAdministrator },
    {
      name: 'import_calendar',
      target: 'a year',
      args: () => ({ ...id(), year, rows }),
      expected: cityAdministrator,
    },
    {
      name: 'set_auto_dispatch',
      target: 'a desk',
      args: () => ({ ...id(), type_code: '02', grade: 'blue', enabled: true }),
      expected: whoever((actor) => actor.role === 'dispatcher' && actor.kind === CENTRE),
    },
    {
      name: 'preview_figures',
      target: 'a period',
      args: () => ({ from_on: '2026-01-01', to_on: '2026-06-30' }),
      expected: cityPublisher,
    },
    {
      name: 'publish_figures',
      target: 'a period',
      args: () => ({ ...id(), from_on: '2026-01-01', to_on: '2026-06-30', expected_version: 0 }),
      expected: cityPublisher,
    },
    {
      name: 'save_guide',
      target: 'a guide',
      args: () => ({
        ...id(),
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
      }),
      expected: cityAdministrator,
    },
    {
      name: 'supervision_board',
      target: 'the board',
      args: () => ({}),
      expected: whoever((actor) => ['leader', 'dispatcher', 'administrator'].includes(actor.role ?? '')),
    },
    {
      name: 'read_notices',
      target: 'notices',
      args: () => ({ upto_id: 0 }),
      expected: whoever((actor) => actor.role !== 'reporter'),
    },
    {
      name: 'find_similar',
      target: 'a dispute',
      args: () => ({ region_code: '350821', type_code: '0202', summary: '楼上卫生间漏水' }),
      expected: whoever(() => true),
    },
    { name: 'map_layer_settings', target: 'the map', args: () => ({}), expected: cityAdministrator },
    {
      name: 'set_map_layers',
      target: 'the map',
      args: () => ({
        ...id(),
        expected_version: 1,
        layers: JSON.stringify([
          { name: '测试底图', url: 'https://tiles.example.org/{z}/{x}/{y}.png', system: 'wgs84' },
        ]),
      }),
      expected: cityAdministrator,
    },
    {
      name: 'judge_point',
      target: 'a pair',
      args: () => ({ region_code: '350821', longitude: 25.83, latitude: 116.36 }),
      expected: whoever(() => true),
    },
  ];
};

/** Steps of supervision orders. */
export function ofOrders({ orders }: Objects): Attempt[] {
  const { issued, answered, to, by, region } = orders;
  const side =
    (office: typeof to, roles: string[]) =>
    (actor: Actor): Answer => {
      if (actor.account === 'anon') return 'denied';
      if (actor.role === null) return '42501 refused';
      const sees =
        actor.role !== 'reporter' &&
        (works(actor, to) || (actor.kind === CENTRE && region.startsWith(actor.region)));
      if (!sees) return 'PT404 order_not_found';
      return works(actor, office) && roles.includes(actor.role) ? 'ok' : '42501 refused';
    };
  const versioned = (order: string, version: number) => ({
    order_id: order,
    expected_version: version,
    ...id(),
  });
  return [
    {
      name: 'answer_order',
      target: 'an order',
      args: () => ({ ...versioned(issued, 1), answer: '已约定周五上门调解。' }),
      expected: side(to, ['dispatcher', 'mediator']),
    },
    {
      name: 'review_order',
      target: 'an answer',
      args: () => ({ ...versioned(answered, 2), accepted: true }),
      expected: side(by, ['leader', 'dispatcher']),
    },
    {
      name: 'remind_order',
      target: 'an order',
      args: () => versioned(issued, 1),
      expected: side(by, ['leader', 'dispatcher']),
    },
    {
      name: 'cancel_order',
      target: 'an order',
      args: () => ({ ...versioned(issued, 1), reason: '已电话说明' }),
      expected: side(by, ['leader', 'dispatcher']),
    },
  ];
}
