/** The predefined periods. */
export const PERIODS = [
  'week',
  'thirty',
  'ninety',
  'month',
  'quarter',
  'year',
  'last_year',
  'all',
  'custom',
] as const;

/** Name of a period. */
export type PeriodName = (typeof PERIODS)[number];

/** Days of the city's time zone, inclusive; null is open. */
export interface Days {
  from: string | null;
  to: string | null;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A day shifted by some days. */
export function shifted(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/** Whether a text is a valid date: 2026-02-30 is not. */
export const isDay = (text: string): boolean => DAY.test(text) && shifted(text, 0) === text;

/** Whether a text is a month. */
export const isMonth = (text: string): boolean => MONTH.test(text);

/** The last day of a month. */
function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** First and last day of a month. */
export const daysOfMonth = (month: string): Days => ({ from: `${month}-01`, to: lastDay(month) });

/** The days of a named period relative to today; the ends of a custom one are put in order. */
export function daysOf(name: PeriodName, today: string, custom: Days): Days {
  const year = today.slice(0, 4);
  const month = Number(today.slice(5, 7));
  switch (name) {
    case 'week':
      return { from: shifted(today, -6), to: today };
    case 'thirty':
      return { from: shifted(today, -29), to: today };
    case 'ninety':
      return { from: shifted(today, -89), to: today };
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: today };
    }
    case 'year':
      return { from: `${year}-01-01`, to: today };
    case 'last_year':
      return { from: `${Number(year) - 1}-01-01`, to: `${Number(year) - 1}-12-31` };
    case 'all':
      return { from: null, to: null };
    case 'custom': {
      const { from, to } = custom;
      return from !== null && to !== null && from > to ? { from: to, to: from } : custom;
    }
  }
}

/** Number of days of a period; null when it is open. */
export function lengthOf({ from, to }: Days): number | null {
  if (from === null || to === null) return null;
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000 + 1;
}

/** The preceding period of the same length; null when the period is open. */
export function daysBefore(days: Days): Days | null {
  const length = lengthOf(days);
  if (days.from === null || length === null) return null;
  return { from: shifted(days.from, -length), to: shifted(days.from, -1) };
}

/** All months from the first to the last. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, number = 1] = first.split('-').map(Number);
  for (;;) {
    const month = `${year}-${String(number).padStart(2, '0')}`;
    if (month > last || months.length >= 1200) return months;
    months.push(month);
    [year, number] = number === 12 ? [year + 1, 1] : [year, number + 1];
  }
}
