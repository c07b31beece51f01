import type { Figures, Level } from './figures';
import { changeOf } from '../map/scale';

/** One row of the table. */
export interface TableRow extends Figures {
  kind: 'area' | 'own' | 'total';
  /** Share of all cases of the level. */
  share: number | null;
  /** Change from the preceding period, in cases and relative to it. */
  growth: number | null;
  change: number | null;
}

/** The sortable columns of the table. */
export const COLUMNS = ['name', 'n', 'share', 'previous', 'growth', 'rate', 'population'] as const;

/** One sortable column. */
export type ColumnName = (typeof COLUMNS)[number];

/** How the table is sorted. */
export interface Order {
  by: ColumnName;
  down: boolean;
}

function rowOf(kind: TableRow['kind'], figures: Figures, all: number): TableRow {
  const { n, previous } = figures;
  return {
    ...figures,
    kind,
    share: all > 0 ? n / all : null,
    growth: previous === null ? null : n - previous,
    change: previous === 0 ? null : changeOf(n, previous),
  };
}

/**
 * Areas in their order; below them the cases located only at the parent's level, and the total. Unknown
 * values are last.
 */
export function tableRows({ areas, own, total }: Level, { by, down }: Order): TableRow[] {
  const turn = down ? -1 : 1;
  const compare = (a: TableRow, b: TableRow): number => {
    if (by === 'name') return turn * (a.code < b.code ? -1 : 1);
    const [one, other] = [a[by], b[by]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return turn * (one - other) || (a.code < b.code ? -1 : 1);
  };
  const rows = areas.map((one) => rowOf('area', one, total.n)).sort(compare);
  if (own) rows.push(rowOf('own', own, total.n));
  return [...rows, rowOf('total', total, total.n)];
}
