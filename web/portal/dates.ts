import type { Locale } from '../text/languages';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

/**
 * A moment from an ISO text, as `web/data` returns it. A date without time is midnight UTC, which is the same
 * day in China.
 */
export function momentOf(value: string): Date {
  return new Date(value.includes(':') ? value : value.slice(0, 10));
}

/** The date of a moment in China, as `2026-11-24`. */
function dayOf(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** Calendar days in China from one moment to another. */
function daysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS);
}

/** A date in full with its weekday: 2026年11月24日星期二. Takes a moment or a date without time. */
export function exactDay(value: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(momentOf(value));
}

/** Date and time in full: 2026年11月24日星期二 15:04. */
export function exactTime(value: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(momentOf(value));
}

/** The time from now to a moment, in its largest unit: 5分钟前, 3小时后, 明天, 12天前. */
export function relativeTime(value: string, now: Date, locale: Locale): string {
  const at = momentOf(value);
  const formatter = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const minutes = Math.round(seconds / 60);
  if (minutes === 0) return formatter.format(seconds, 'second');
  if (Math.abs(minutes) < 60) return formatter.format(minutes, 'minute');
  const days = daysBetween(now, at);
  if (days === 0) return formatter.format(Math.trunc(minutes / 60), 'hour');
  if (Math.abs(days) < 60) return formatter.format(days, 'day');
  return formatter.format(Math.round(days / 30), 'month');
}

/** The date some days later, without time. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
