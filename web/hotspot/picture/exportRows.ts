import { type CsvColumn, toCsv } from '../../domain/csv';
import type { Level } from '../figures/figures';
import { type Order, tableRows, type TableRow } from '../figures/tableRows';

/** Returns the message of a key. */
type Translate = (key: string, params?: Record<string, unknown>) => string;

const rounded = (value: number | null, digits: number) =>
  value === null ? null : Number(value.toFixed(digits));

/** The columns of an export: plain numbers, so that a spreadsheet can calculate with them. */
function exportColumns(translate: Translate): CsvColumn<TableRow>[] {
  const yes = (value: boolean) => (value ? translate('hotspot.table.yes') : '');
  const name = (row: TableRow) => {
    if (row.kind === 'total') return translate('hotspot.table.total');
    return row.kind === 'own' ? translate('hotspot.table.own', { area: row.name }) : row.name;
  };
  return [
    { label: translate('hotspot.table.code'), value: (row) => row.code },
    { label: translate('hotspot.table.name'), value: name },
    { label: translate('hotspot.table.n'), value: (row) => row.n },
    {
      label: translate('hotspot.table.share_percent'),
      value: (row) => rounded(row.share && row.share * 100, 1),
    },
    { label: translate('hotspot.table.previous'), value: (row) => row.previous },
    { label: translate('hotspot.table.growth'), value: (row) => row.growth },
    {
      label: translate('hotspot.table.change_percent'),
      value: (row) => rounded(row.change && row.change * 100, 1),
    },
    { label: translate('hotspot.table.rate'), value: (row) => rounded(row.rate, 2) },
    { label: translate('hotspot.table.population'), value: (row) => row.population },
    { label: translate('hotspot.table.expected'), value: (row) => rounded(row.expected, 1) },
    { label: translate('hotspot.hot'), value: (row) => yes(row.hot) },
    { label: translate('hotspot.rising'), value: (row) => yes(row.rising) },
  ];
}

/** The table as CSV, in its current order. */
export const exportCsv = (level: Level, order: Order, translate: Translate): string =>
  toCsv(exportColumns(translate), tableRows(level, order));
