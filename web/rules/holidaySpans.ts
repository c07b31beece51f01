import type { HolidayRecord } from '../data/console/calendar';

/** Consecutive days. */
export interface Span {
  from: string;
  to: string;
}

/** A holiday with its days off and make-up workdays. */
export interface Holiday {
  name: string;
  off: Span[];
  worked: Span[];
}

const nextDay = (day: string) =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);

function spans(days: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && nextDay(last.to) === day) last.to = day;
    else found.push({ from: day, to: day });
  }
  return found;
}

/** The holidays of a year in the order of their first day off; `days` must be sorted. */
export function holidaysOf(days: readonly HolidayRecord[]): Holiday[] {
  const names = [...new Set(days.map(({ name }) => name))];
  const start = (holiday: Holiday) => (holiday.off[0] ?? holiday.worked[0])?.from ?? '';
  return names
    .map((name) => {
      const own = days.filter((day) => day.name === name);
      return {
        name,
        off: spans(own.filter((day) => !day.is_workday).map(({ day }) => day)),
        worked: spans(own.filter((day) => day.is_workday).map(({ day }) => day)),
      };
    })
    .toSorted((one, other) => start(one).localeCompare(start(other)));
}
