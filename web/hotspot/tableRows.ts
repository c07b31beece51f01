import type { Figures, Level } from './figures';
import { changeOf } from './scale';

/** What a row of the table stands for. */
export interface TableRow extends Figures {
  kind: 'area' | 'own' | 'total';
  /** Part of all cases of the level. */
  share: number | null;
  /** Against the period before, in cases and as a share of them. */
  growth: number | null;
  change: number | null;
}

/** What the table can be sorted by. */
export const COLUMNS = ['name', 'n', 'share', 'previous', 'growth', 'rate', 'population'] as const;

/** A sortable column. */
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

/** Areas in their order; below them what only the parent knows, and all together. What is unknown stands last. */
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
