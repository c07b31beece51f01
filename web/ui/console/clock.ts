/** All times of the product are those of the city. */
const ZONE = 'Asia/Shanghai';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-11-24T09:30` of the city, the form of a date-and-time field. */
export function cityClock(at: Date): string {
  // The Swedish form is the ISO one.
  return at.toLocaleString('sv-SE', { timeZone: ZONE }).replace(' ', 'T').slice(0, 16);
}

/** The moment of a date-and-time field that was filled in by the city's clock. */
export function fromCityClock(value: string): string {
  return new Date(`${value}:00+08:00`).toISOString();
}

/** `2026-11-24`: the day in the city. */
export function cityDay(at: Date): string {
  return cityClock(at).slice(0, 10);
}

/** `2026年11月24日 09:30`, without the year when it is this year's. */
export function exactTime(at: string, locale: string, now = new Date()): string {
  const date = new Date(at);
  const thisYear = cityDay(date).slice(0, 4) === cityDay(now).slice(0, 4);
  return date.toLocaleString(locale, {
    timeZone: ZONE,
    year: thisYear ? undefined : 'numeric',
    month: locale === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** `2026年11月24日`, of a moment or of a plain day. */
export function exactDay(at: string, locale: string): string {
  const date = at.length === 10 ? new Date(`${at}T12:00:00+08:00`) : new Date(at);
  const month = locale === 'zh-CN' ? 'long' : 'short';
  return date.toLocaleDateString(locale, { timeZone: ZONE, year: 'numeric', month, day: 'numeric' });
}

/** `3小时前`, `2天后`: rounded towards now, so that a deadline never looks longer than it is. */
export function relativeTime(at: string | Date, locale: string, now = Date.now()): string {
  const gap = new Date(at).getTime() - now;
  const size = Math.abs(gap);
  if (size < MINUTE) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const words = new Intl.RelativeTimeFormat(locale);
  if (size < HOUR) return words.format(Math.trunc(gap / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(gap / HOUR), 'hour');
  return words.format(Math.trunc(gap / DAY), 'day');
}

/** `3小时`, `2天`: a span in its largest unit, never rounded up. */
export function durationWords(span: number, locale: string): string {
  const words = (unit: string, count: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  if (span < HOUR) return words('minute', Math.floor(span / MINUTE));
  if (span < DAY) return words('hour', Math.floor(span / HOUR));
  return words('day', Math.floor(span / DAY));
}
