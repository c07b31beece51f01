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
const relative = (locale: string, numeric: 'auto' | 'always' = 'always') =>
  kept(`relative ${numeric} ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric }));

/** A moment in the city's time zone as `2026-11-24T09:30`, the value of a date-and-time field. */
export function cityClock(at: Date): string {
  // The Swedish format is the ISO format.
  const form = kept(
    'clock',
    () => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }),
  );
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

/** `2026年11月24日 09:30`, without the year when it is the current one. */
export function exactTime(at: string, locale: string, now = new Date()): string {
  const date = new Date(at);
  const thisYear = cityDay(date).slice(0, 4) === cityDay(now).slice(0, 4);
  const form = kept(
    `time ${locale} ${thisYear}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone: ZONE,
        year: thisYear ? undefined : 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      }),
  );
  return form.format(date);
}

/** `2026年11月24日`, for a moment or a plain date. */
export function exactDay(at: string, locale: string): string {
  const date = at.length === 10 ? new Date(`${at}T12:00:00+08:00`) : new Date(at);
  const form = kept(
    `day ${locale}`,
    () =>
      new Intl.DateTimeFormat(locale, { timeZone: ZONE, year: 'numeric', month: 'short', day: 'numeric' }),
  );
  return form.format(date);
}

/** `3小时前`, `2天后`: rounded towards now, so that a deadline never looks longer than it is. */
export function relativeTime(at: string | Date, locale: string, now = Date.now()): string {
  const gap = new Date(at).getTime() - now;
  const size = Math.abs(gap);
  if (size < MINUTE) return relative(locale, 'auto').format(0, 'second');
  const formatted = relative(locale);
  if (size < HOUR) return formatted.format(Math.trunc(gap / MINUTE), 'minute');
  if (size < DAY) return formatted.format(Math.trunc(gap / HOUR), 'hour');
  return formatted.format(Math.trunc(gap / DAY), 'day');
}

/** `3小时`, `2天`: a duration in its largest unit, never rounded up. */
export function durationWords(span: number, locale: string): string {
  const formatted = (unit: string, count: number) =>
    kept(
      `span ${unit} ${locale}`,
      () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
    ).format(count);
  if (span < HOUR) return formatted('minute', Math.floor(span / MINUTE));
  if (span < DAY) return formatted('hour', Math.floor(span / HOUR));
  return formatted('day', Math.floor(span / DAY));
}
