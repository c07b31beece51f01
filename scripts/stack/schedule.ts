/** A parsed schedule: either an interval in seconds, or a function that tells whether a minute is due. */
export type Schedule = { everySeconds: number } | { isDue(at: Date): boolean };

const RANGES: [number, number][] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function numberOf(text: string, field: number): number {
  const names = field === 3 ? MONTHS : field === 4 ? DAYS : [];
  const index = names.indexOf(text.toLowerCase());
  return index >= 0 ? index + (field === 3 ? 1 : 0) : /^\d+$/.test(text) ? Number(text) : NaN;
}

/** The first and the last value of a part like `*`, `5`, `1-5`; an open end is written as `5/10`. */
function rangeOf(range: string, field: number, openEnd: boolean): [from: number, to: number] {
  const [min, max] = RANGES[field] ?? [NaN, NaN];
  if (range === '*') return [min, max];
  const [low = '', high] = range.split('-');
  const from = numberOf(low, field);
  const to = high === undefined ? (openEnd ? max : from) : numberOf(high, field);
  // False for what is no number, too.
  return from >= min && to <= max && from <= to ? [from, to] : [NaN, NaN];
}

function valuesOf(text: string, field: number): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [from, to] = rangeOf(range, field, step !== undefined);
    const by = step === undefined ? 1 : Number(step);
    if (Number.isNaN(from) || !(by >= 1)) throw new Error(`"${text}" is no cron field`);
    for (let value = from; value <= to; value += by) values.add(field === 4 && value === 7 ? 0 : value);
  }
  return values;
}

/**
 * Parses a schedule like pg_cron: five cron fields in UTC, or "30 seconds". `$` is the last day of a month. Throws
 * when it is neither.
 */
export function parseSchedule(text: string): Schedule {
  const seconds = /^\s*(\d+)\s+seconds?\s*$/i.exec(text);
  if (seconds) {
    const everySeconds = Number(seconds[1]);
    if (everySeconds < 1 || everySeconds > 59) throw new Error(`"${text}" is no schedule: 1 to 59 seconds`);
    return { everySeconds };
  }
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`"${text}" is no schedule`);
  const lastDay = fields[2] === '$';
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) =>
    index === 2 && lastDay ? new Set<number>() : valuesOf(field, index),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  const [anyDay, anyWeekday] = [fields[2] === '*', fields[4] === '*'];
  return {
    isDue: (at) => {
      if (
        !minutes.has(at.getUTCMinutes()) ||
        !hours.has(at.getUTCHours()) ||
        !months.has(at.getUTCMonth() + 1)
      )
        return false;
      const isLast = new Date(at.getTime() + 86_400_000).getUTCDate() === 1;
      const onDay = lastDay ? isLast : days.has(at.getUTCDate());
      const onWeekday = weekdays.has(at.getUTCDay());
      // By cron's convention, when both days are restricted, either match is enough.
      return anyDay ? onWeekday : anyWeekday ? onDay : onDay || onWeekday;
    },
  };
}
