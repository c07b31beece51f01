import { describe, expect, it } from 'vitest';
import type { AreaCount } from '../../../web/data/console/hotspots';
import { exportCsv } from '../../../web/hotspot/picture/exportRows';
import { levelInMonth, levelOf, monthTable, ranked, shortName } from '../../../web/hotspot/figures/figures';
import { tableRows } from '../../../web/hotspot/figures/tableRows';
import texts from '../../../web/text/zh-CN/hotspot';

// The counts of the database become a map, a table and a file, which must agree.

const row = (code: string, name: string, n: number, more: Partial<AreaCount> = {}): AreaCount => ({
  code,
  name,
  level: code.length === 9 ? 3 : 2,
  longitude: 116.3,
  latitude: 25.8,
  position_basis: 'schematic',
  n,
  previous_n: 4,
  population: 20_000,
  population_year: 2023,
  rate: n / 2,
  previous_rate: 2,
  expected: null,
  hot: false,
  hot_p: null,
  rising: false,
  rising_p: null,
  ...more,
});

const COUNTY = row('350821', '长汀县', 3, { level: 2, previous_n: 1, population: null, rate: null });
const ROWS = [
  COUNTY,
  row('350821100', '汀州镇', 12, { hot: true, expected: 6.04 }),
  row('350821101', '大同镇', 0, { previous_n: 0 }),
  row('350821102', '古城镇', 5, { rising: true }),
];

const byCases = { by: 'n', down: true } as const;

describe('a level', () => {
  it('separates the cases located only by county, and adds everything up', () => {
    const { areas, own, total } = levelOf(ROWS, '350821');
    expect(areas.map(({ name }) => name)).toEqual(['汀州镇', '大同镇', '古城镇']);
    expect(own?.n).toBe(3);
    expect(total).toMatchObject({ n: 20, previous: 9, population: 60_000 });
    expect(total.rate).toBeCloseTo(20 / 6, 9);
  });

  it('has no rate when the population of one area is unknown', () => {
    const { total } = levelOf([...ROWS, row('350821103', '新桥镇', 1, { population: null })], '350821');
    expect(total).toMatchObject({ n: 21, population: null, rate: null });
  });

  it('is the village itself for a village', () => {
    const { areas, own } = levelOf(
      [row('350821100010', '水东街社区居民委员会', 2, { level: 4 })],
      '350821100010',
    );
    expect(areas).toHaveLength(1);
    expect(own).toBe(null);
  });

  it('ranks by cases, and by change only where it can be compared', () => {
    const { areas } = levelOf(ROWS, '350821');
    expect(ranked(areas, 'count').map(({ name }) => name)).toEqual(['汀州镇', '古城镇', '大同镇']);
    expect(ranked(areas, 'change').map(({ name }) => name)).toEqual(['汀州镇', '古城镇', '大同镇']);
  });
});

describe('the months', () => {
  const months = monthTable(
    [
      { code: '350821100', month: '2026-08-01', n: 4 },
      { code: '350821100', month: '2026-10-01', n: 6 },
      { code: '350821', month: '2026-10-01', n: 1 },
    ],
    '2026-11',
  );

  it('have no gaps and end with the current one', () => {
    expect(months.months).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
    expect(monthTable([], '2026-11').months).toEqual(['2026-11']);
  });

  it('show a level as of each month', () => {
    const level = levelOf(ROWS, '350821');
    const october = levelInMonth(level, months, '2026-10');
    expect(october.areas.map(({ n, previous }) => [n, previous])).toEqual([
      [6, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(october.areas[0]).toMatchObject({ rate: 3, hot: false });
    expect(october.total).toMatchObject({ n: 7, previous: 0 });
    expect(levelInMonth(level, months, '2026-08').areas[0]?.previous).toBe(null);
  });
});

describe('the table', () => {
  it("is sorted, with the county's own cases and the total last", () => {
    const rows = tableRows(levelOf(ROWS, '350821'), byCases);
    expect(rows.map(({ kind, n }) => `${kind} ${n}`)).toEqual([
      'area 12',
      'area 5',
      'area 0',
      'own 3',
      'total 20',
    ]);
    expect(
      rows.reduce((sum, { kind, share }) => (kind === 'total' ? sum : sum + (share ?? 0)), 0),
    ).toBeCloseTo(1, 9);
    const up = tableRows(levelOf(ROWS, '350821'), { by: 'name', down: false });
    expect(up.map(({ code }) => code).slice(0, 3)).toEqual(['350821100', '350821101', '350821102']);
  });

  it('puts unknown values after known ones in either direction', () => {
    const level = levelOf([...ROWS, row('350821103', '新桥镇', 9, { rate: null })], '350821');
    for (const down of [true, false])
      expect(tableRows(level, { by: 'rate', down }).findLast(({ kind }) => kind === 'area')?.name).toBe(
        '新桥镇',
      );
  });
});

describe('the export file', () => {
  const translate = (key: string, params: Record<string, unknown> = {}) => {
    const found = key
      .split('.')
      .slice(1)
      .reduce<any>((part, name) => part[name], texts) as string;
    return found.replace('%{area}', String(params.area));
  };

  it('contains the numbers of the table', () => {
    const lines = exportCsv(levelOf(ROWS, '350821'), byCases, translate).slice(1).trim().split('\r\n');
    expect(lines).toEqual([
      '区划代码,区域,案件数,占比（%）,上期,增减,增减（%）,每万人,常住人口,预期件数,热点,上升',
      '350821100,汀州镇,12,60,4,8,200,6,20000,6,是,',
      '350821102,古城镇,5,25,4,1,25,2.5,20000,,,是',
      '350821101,大同镇,0,0,0,0,,0,20000,,,',
      '350821,仅知属长汀县,3,15,1,2,200,,,,,',
      ',合计,20,100,9,11,122.2,3.33,60000,,,',
    ]);
  });

  it('executes no formula in the name of a region', () => {
    const level = levelOf([COUNTY, row('350821109', '=HYPERLINK("x")', 1)], '350821');
    expect(exportCsv(level, byCases, translate)).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

it('the short name of a village is its place, without its office', () => {
  expect(
    ['水东街社区居民委员会', '前坪村委会', '东郊社区居委会', '陈地村村民委员会', '汀州镇'].map(shortName),
  ).toEqual(['水东街社区', '前坪村', '东郊社区', '陈地村', '汀州镇']);
});
