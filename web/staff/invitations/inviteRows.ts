import type { Role } from '../../domain/roles';

/** The columns of a list of people to invite, as `invite_many` names them. */
export const COLUMNS = ['name', 'account', 'organisation', 'role', 'valid_to'] as const;

/** A column of a list of people to invite. */
export type ColumnName = (typeof COLUMNS)[number];

/** One person of the list, as the database takes it. */
export type InviteRow = Record<ColumnName, string>;

/** A person of the list with the database's answer so far. */
export interface Line {
  /** Line of the file, counted as a spreadsheet does. */
  line: number;
  row: InviteRow;
  /** Code and field of the refusal. */
  error?: string;
  field?: string;
  /** Parameters of its message. */
  params?: Record<string, unknown>;
  /** The token that `invite_many` created. */
  token?: string;
  organisation?: string;
  expiresAt?: string;
}

/** The texts by which a heading or a role is recognised, in any language. */
export interface KnownWords {
  columns: Record<ColumnName, string[]>;
  roles: Record<Role, string[]>;
}

/** Columns without which nobody can be invited. */
const NEEDED: readonly ColumnName[] = ['name', 'account', 'organisation', 'role'];

/**
 * Normalises typed text: full-width letters, spaces, capitals and a remark in brackets make no difference.
 */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\(.*\)|[\s*:_]/g, '')
    .toLowerCase();

function find<Key extends string>(labels: Record<Key, string[]>, typed: string): Key | undefined {
  const wanted = plain(typed);
  if (wanted === '') return undefined;
  return (Object.keys(labels) as Key[]).find((key) =>
    [key, ...labels[key]].some((one) => plain(one) === wanted),
  );
}

/**
 * A date in any of the forms that spreadsheets show, as 2026-03-01; anything else is left to the database.
 */
export function plainDay(text: string): string {
  const [, year, month, day] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (!year || !month || !day) return text.trim();
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Finds the columns by their headings; `missing` names the required ones that were not found. */
export function readLines(sheet: string[][], known: KnownWords): { lines: Line[]; missing: ColumnName[] } {
  const head = sheet.findIndex((row) => row.some((cell) => cell !== ''));
  const places = new Map<ColumnName, number>();
  (sheet[head] ?? []).forEach((heading, place) => {
    const column = find(known.columns, heading);
    if (column && !places.has(column)) places.set(column, place);
  });
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length > 0) return { lines: [], missing };
  const lines: Line[] = [];
  sheet.forEach((cells, index) => {
    if (index <= head || cells.every((cell) => cell.trim() === '')) return;
    const cell = (column: ColumnName) => cells[places.get(column) ?? -1]?.trim() ?? '';
    const role = cell('role');
    lines.push({
      line: index + 1,
      row: {
        name: cell('name'),
        account: cell('account'),
        organisation: cell('organisation'),
        role: find(known.roles, role) ?? role,
        valid_to: plainDay(cell('valid_to')),
      },
    });
  });
  return { lines, missing };
}

/** Splits lines into groups that fit into one request. */
export function groups<Item>(all: readonly Item[], size: number): Item[][] {
  const found: Item[][] = [];
  for (let at = 0; at < all.length; at += size) found.push(all.slice(at, at + size));
  return found;
}

/** Marks repeated accounts, which separate requests would not notice. */
export function markRepeated(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const account = plain(line.row.account);
    if (account === '' || line.error) return line;
    if (seen.has(account)) return { ...line, error: 'line_repeated', field: 'account' };
    seen.add(account);
    return line;
  });
}
