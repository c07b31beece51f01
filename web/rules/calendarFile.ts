import type { HolidayRecord } from '../data/console/calendar';

/** The columns of a calendar file, in the order of the template. */
export const COLUMNS = ['day', 'type', 'name'] as const;

type ColumnName = (typeof COLUMNS)[number];

/** An invalid line of the file. */
export interface WrongLine {
  /** Line of the file, counted as a spreadsheet does. */
  line: number;
  why: 'day' | 'type' | 'name' | 'year' | 'repeated';
}

/** The content of a file with a year's calendar. */
export interface CalendarFile {
  /** The year of its first day; null when there is none. */
  year: number | null;
  days: HolidayRecord[];
  wrong: WrongLine[];
  /** Columns whose heading was not found. */
  missing: ColumnName[];
}

/**
 * Headings as the tables of the official announcement and our own template write them, whatever the user's
 * language.
 */
const HEADINGS: Record<ColumnName, RegExp> = {
  day: /^(日期|放假日期|day|date)$/i,
  type: /^(类型|类别|性质|休班|type|is_?workday)$/i,
  name: /^(名称|节日|节日名称|假期|name|holiday)$/i,
};

/** A day off; below, a make-up workday. */
const OFF = /^(休|休息|放假|假|假日|节假日|holiday|off|rest|false)$/i;
const WORKED = /^(班|上班|补班|调休上班|工作日|workday|work|true)$/i;

const plain = (text: string) => text.normalize('NFKC').trim();

/** A date in any of the forms that spreadsheets show, as 2027-02-06; null for an invalid date. */
function dayOf(text: string): string | null {
  const found =
    /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(plain(text)) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain(text));
  if (!found) return null;
  const [, year, month, day] = found as unknown as [string, string, string, string];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

const isBlank = (row: readonly string[]) => row.every((cell) => cell === '');

/**
 * Reads a year's calendar by its headings; a file that begins with a date has no headings and uses the
 * template's order.
 */
export function readCalendar(sheet: readonly string[][]): CalendarFile {
  const file: CalendarFile = { year: null, days: [], wrong: [], missing: [] };
  const first = sheet.findIndex((row) => !isBlank(row));
  const head = sheet[first];
  if (!head) return file;
  const headless = dayOf(head[0] ?? '') !== null;
  const at = Object.fromEntries(
    COLUMNS.map((name, index) => [
      name,
      headless ? index : head.findIndex((cell) => HEADINGS[name].test(plain(cell))),
    ]),
  ) as Record<ColumnName, number>;
  file.missing = COLUMNS.filter((name) => at[name] < 0);
  if (file.missing.length > 0) return file;
  const seen = new Set<string>();
  sheet.forEach((row, index) => {
    if (index < first || (index === first && !headless) || isBlank(row)) return;
    const line = index + 1;
    const day = dayOf(row[at.day] ?? '');
    const type = plain(row[at.type] ?? '');
    const name = plain(row[at.name] ?? '');
    file.year ??= day === null ? null : Number(day.slice(0, 4));
    const why = wrongWith(day, type, name, file.year, seen);
    if (why || day === null) return void file.wrong.push({ line, why: why ?? 'day' });
    seen.add(day);
    file.days.push({ day, is_workday: WORKED.test(type), name });
  });
  file.days.sort((one, other) => one.day.localeCompare(other.day));
  return file;
}

function wrongWith(
  day: string | null,
  type: string,
  name: string,
  year: number | null,
  seen: ReadonlySet<string>,
): WrongLine['why'] | null {
  if (day === null) return 'day';
  if (Number(day.slice(0, 4)) !== year) return 'year';
  if (seen.has(day)) return 'repeated';
  if (!OFF.test(type) && !WORKED.test(type)) return 'type';
  return name === '' ? 'name' : null;
}
