/** All times are shown in the city's time zone. */
const ZONE = 'Asia/Shanghai';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Words = Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.NumberFormat;

/** Creating a formatter costs a hundred times as much as using it, and lists format thousands of times. */
const made = new Map<string, Words>();
function kept<T extends Words>(name: string, make: () => T): T {
  const known = made.get(name) as T | undefined;
  if (known) return known;
  const created = make();
  made.set(name, created);
  return created;
}

const dateFormat = (name: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  kept(`${name} ${locale}`, () => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));

/**
 * A moment from an ISO text, as `web/data` returns it. A date without time is midnight UTC, which is the same
 * day in China.
 */
export function momentOf(value: string): Date {
  return new Date(value.includes(':') ? value : value.slice(0, 10));
}

/** A moment in the city's time zone as `2026-11-24T09:30`, the value of a date-and-time field. */
export function cityClock(at: Date): string {
  // The Swedish format is the ISO format.
  const form = dateFormat('clock', 'sv-SE', { dateStyle: 'short', timeStyle: 'short' });
  return form.format(at).replace(' ', 'T');
}

/** The moment of a date-and-time field whose value is in the city's time zone. */
export function fromCityClock(value: string): string {
  return new Date(`${value}:00+08:00`).toISOString();
}

/** `2026-11-24`: the date in the city's time zone. */
export function cityDay(at: Date): string {
  return cityClock(at).slice(0, 10);
}

/** The date some days later, without time. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** `2026年11月24日 09:30`, without the year when it is the current one. */
export function exactTime(at: string, locale: string, now = new Date()): string {
  const date = momentOf(at);
  const thisYear = cityDay(date).slice(0, 4) === cityDay(now).slice(0, 4);
  return dateFormat(thisYear ? 'time of this year' : 'time', locale, {
    year: thisYear ? undefined : 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(date);
}

/** `2026年11月24日`, for a moment or a plain date. */
export function exactDay(at: string, locale: string): string {
  const form = dateFormat('day', locale, { year: 'numeric', month: 'short', day: 'numeric' });
  return form.format(momentOf(at));
}

const IN_FULL = { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' } as const;

/** A date in full with its weekday, as the public reads it: 2026年11月24日星期二. Takes a moment or a plain date. */
export function fullDay(value: string, locale: string): string {
  return dateFormat('full day', locale, IN_FULL).format(momentOf(value));
}

/** Date and time in full, as the public reads them: 2026年11月24日星期二 15:04. */
export function fullTime(value: string, locale: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return dateFormat('full time', locale, { ...IN_FULL, ...time }).format(momentOf(value));
}

/** A span of time in its largest unit. A part that has not passed in full does not count. */
function largestUnit(span: number): { unit: 'minute' | 'hour' | 'day'; count: number } {
  const size = Math.abs(span);
  if (size < HOUR) return { unit: 'minute', count: Math.trunc(span / MINUTE) };
  if (size < DAY) return { unit: 'hour', count: Math.trunc(span / HOUR) };
  return { unit: 'day', count: Math.trunc(span / DAY) };
}

const relative = (locale: string, numeric: 'auto' | 'always') =>
  kept(`relative ${numeric} ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric }));

/**
 * `3小时前`, `2天后`: the same for staff and for the public, and never rounded up, so that a deadline does not
 * look longer than it is. A day is 24 hours here: "tomorrow" would be a promise about the calendar.
 */
export function relativeTime(at: string | Date, locale: string, now = Date.now()): string {
  const gap = (typeof at === 'string' ? momentOf(at) : at).getTime() - now;
  if (Math.abs(gap) < MINUTE) return relative(locale, 'auto').format(0, 'second');
  const { unit, count } = largestUnit(gap);
  return relative(locale, 'always').format(count, unit);
}

/** `3小时`, `2天`: a duration in its largest unit, never rounded up. */
export function durationWords(span: number, locale: string): string {
  const { unit, count } = largestUnit(span);
  const form = kept(
    `span ${unit} ${locale}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  return form.format(count);
}
