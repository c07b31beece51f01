import type { FigureRow, PublishedFigures } from '../../data/portal/help';
import { inLanguage } from '../../text/languages';
import type { Text } from '../text';

const COLUMNS = ['filed', 'concluded', 'settled_rate', 'days', 'satisfaction'] as const;

/** Prevents a spreadsheet from running the cell as a formula. */
function cell(value: string | number | null): string {
  const plain = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A published set as CSV: the total, then types, then counties; an empty cell is suppressed. */
export function sheetOf({ from_on, to_on, edition, figures }: PublishedFigures, text: Text): string {
  const line = (group: string, name: string, row: FigureRow) =>
    [from_on, to_on, edition, group, name, ...COLUMNS.map((column) => row[column])].map(cell).join(',');
  return [
    ['from', 'to', 'edition_column', 'group', 'name', ...COLUMNS]
      .map((name) => cell(text(`figures.${name}`)))
      .join(','),
    line(text('figures.whole'), '', figures.total),
    ...figures.types.map((row) =>
      line(text('figures.type'), inLanguage(text.locale, row.name, row.name_en), row),
    ),
    ...figures.counties.map((row) => line(text('figures.county'), row.name, row)),
  ].join('\r\n');
}

/** Offers a file as a download; its byte order mark tells spreadsheets that it is UTF-8. */
export function download(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', content], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
