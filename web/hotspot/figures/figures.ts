import type { AreaCount, MonthCount } from '../../data/console/hotspots';
import type { Measure } from '../head/address';
import { monthsBetween } from '../head/period';
import { changeClass, changeOf } from '../map/scale';

/** The counts of one area, of its parent alone, or of the total. */
export interface Figures {
  code: string;
  name: string;
  n: number;
  previous: number | null;
  population: number | null;
  rate: number | null;
  expected: number | null;
  hot: boolean;
  rising: boolean;
}

/** An area below the shown one. */
export interface AreaFigures extends Figures {
  level: number;
  place: { longitude: number; latitude: number } | null;
}

/** The counts of a level: its areas, the cases located only at the parent's level, and the total. */
export interface Level {
  areas: AreaFigures[];
  own: Figures | null;
  total: Figures;
}

const PER = 10_000;

/** Cases per 10,000 inhabitants. */
export const rateOf = (n: number, population: number | null): number | null =>
  population === null || population <= 0 ? null : (n * PER) / population;

const figuresOf = (row: AreaCount): Figures => ({
  code: row.code,
  name: row.name,
  n: row.n,
  previous: row.previous_n,
  population: row.population,
  rate: row.rate,
  expected: row.expected,
  hot: row.hot,
  rising: row.rising,
});

const areaOf = (row: AreaCount): AreaFigures => ({
  ...figuresOf(row),
  level: row.level,
  place:
    row.longitude === null || row.latitude === null
      ? null
      : { longitude: row.longitude, latitude: row.latitude },
});

/** A village's name without the suffix of its committee: 水东街社区 for its residents' committee. */
export const shortName = (name: string): string =>
  name.replace(/(?<=.)(居民委员会|村民委员会|居委会)$|(?<=.村)委会$/, '');

const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);

/** The total; its population is known only when every area's is. */
function totalOf(areas: readonly Figures[], own: Figures | null): Figures {
  const all = own ? [...areas, own] : areas;
  const n = all.reduce((count, one) => count + one.n, 0);
  const population = areas.length > 0 ? sum(areas.map((one) => one.population)) : null;
  return {
    code: '',
    name: '',
    n,
    previous: sum(all.map((one) => one.previous)),
    population,
    rate: rateOf(n, population),
    expected: null,
    hot: false,
    rising: false,
  };
}

/**
 * Splits the answer for one parent: its areas, and the cases located only at its own level. A village has no
 * parts.
 */
export function levelOf(rows: readonly AreaCount[], parent: string): Level {
  if (parent.length === 12) {
    const alone = rows.filter((row) => row.code === parent).map(areaOf);
    return { areas: alone, own: null, total: totalOf(alone, null) };
  }
  const areas = rows.filter((row) => row.code !== parent).map(areaOf);
  const mine = rows.find((row) => row.code === parent);
  const own = mine ? figuresOf(mine) : null;
  return { areas, own, total: totalOf(areas, own) };
}

/** Cases by month and area. */
export type MonthTable = Map<string, Map<string, number>>;

/** The months of the player without gaps, up to the current one, and their cases. */
export function monthTable(
  rows: readonly MonthCount[],
  present: string,
): { months: string[]; table: MonthTable } {
  const table: MonthTable = new Map();
  let first = present;
  for (const { code, month, n } of rows) {
    const name = month.slice(0, 7);
    if (name < first) first = name;
    const areas = table.get(name) ?? new Map<string, number>();
    areas.set(code, (areas.get(code) ?? 0) + n);
    table.set(name, areas);
  }
  return { months: monthsBetween(first, present), table };
}

/** A level in one month, compared with the month before. Months are too short for a test of significance. */
export function levelInMonth(
  level: Level,
  { months, table }: ReturnType<typeof monthTable>,
  month: string,
): Level {
  const before = months[months.indexOf(month) - 1];
  const seen = <T extends Figures>(one: T): T => {
    const n = table.get(month)?.get(one.code) ?? 0;
    return {
      ...one,
      n,
      previous: before === undefined ? null : (table.get(before)?.get(one.code) ?? 0),
      rate: rateOf(n, one.population),
      expected: null,
      hot: false,
      rising: false,
    };
  };
  const areas = level.areas.map(seen);
  const own = level.own && seen(level.own);
  return { areas, own, total: totalOf(areas, own) };
}

/** The value of an area for a measure; null when unknown. */
export function measured(figures: Figures, measure: Measure): number | null {
  if (measure === 'rate') return figures.rate;
  return figures.n;
}

/** The areas with the most cases, or the largest rise, first; those without a value last. */
export function ranked<T extends Figures>(areas: readonly T[], measure: Measure): T[] {
  const rise = ({ n, previous }: Figures) =>
    changeClass(n, previous) === null ? null : changeOf(n, previous);
  const value = (one: Figures) => (measure === 'change' ? rise(one) : measured(one, measure));
  return [...areas].sort(
    (a, b) => (value(b) ?? -Infinity) - (value(a) ?? -Infinity) || b.n - a.n || (a.code < b.code ? -1 : 1),
  );
}
