import { describe, expect, it } from 'vitest';
import {
  cityClock,
  daysAfter,
  durationWords,
  exactDay,
  exactTime,
  fullDay,
  fullTime,
  momentOf,
  relativeTime,
} from '../../../web/domain/dates';

// All pages show times in the city's time zone, whatever the device's. Each test runs twice, since formatters are
// cached.

const NOW = new Date('2026-11-29T16:30:00Z');
const DAY = 86_400_000;

describe.each([1, 2])('times, formatted the %s. time', () => {
  it("are in the city's time zone", () => {
    expect(cityClock(NOW)).toBe('2026-11-30T00:30');
  });

  it('use different formatters for spans and dates', () => {
    expect(durationWords(2 * DAY, 'zh-CN')).toBe('2天');
    expect(exactDay('2026-11-30', 'zh-CN')).toBe('2026年11月30日');
    expect(durationWords(3 * 3_600_000, 'en')).toBe('3 hours');
    expect(exactDay('2026-11-30', 'en')).toBe('Nov 30, 2026');
  });

  it('include the year only when it is not the current one', () => {
    expect(exactTime('2026-01-02T03:04:00Z', 'zh-CN', NOW)).toBe('1月2日 11:04');
    expect(exactTime('2025-01-02T03:04:00Z', 'zh-CN', NOW)).toBe('2025年1月2日 11:04');
  });

  it('are relative to now, rounded towards it', () => {
    const now = NOW.getTime();
    expect(relativeTime(new Date(now + 10_000), 'zh-CN', now)).toBe('现在');
    expect(relativeTime(new Date(now + 2.9 * DAY), 'zh-CN', now)).toBe('2天后');
    expect(relativeTime(new Date(now - 90 * 60_000), 'en', now)).toBe('1 hour ago');
  });

  it('are parsed in ISO and in the form of a plain date', () => {
    const at = Date.parse('2026-11-24T15:28:13.271Z');
    expect(momentOf('2026-11-24T15:28:13.271+00:00').getTime()).toBe(at);
    expect(momentOf('2026-11-24').getTime()).toBe(Date.parse('2026-11-24T00:00:00Z'));
  });

  it('are shown to the public in full, with the weekday', () => {
    expect(fullTime('2026-11-24T16:04:00Z', 'zh-CN')).toBe('2026年11月25日星期三 00:04');
    expect(fullDay('2026-11-24', 'zh-CN')).toBe('2026年11月24日星期二');
    expect(fullDay('2026-11-24', 'en')).toBe('Tuesday, November 24, 2026');
  });

  it('are added across the end of a year', () => {
    expect(daysAfter('2026-12-15', 30)).toBe('2027-01-14');
  });
});

describe('the time to a deadline', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');

  it.each([
    ['2026-11-24T10:00:00Z', '现在'],
    ['2026-11-24T09:59:50Z', '现在'],
    ['2026-11-24T09:55:00Z', '5分钟前'],
    ['2026-11-24T10:59:59Z', '59分钟后'],
    ['2026-11-24T13:30:00Z', '3小时后'],
    ['2026-11-25T09:59:59Z', '23小时后'],
    ['2026-11-25T10:00:00Z', '1天后'],
    ['2026-11-27T09:59:59Z', '2天后'],
    ['2026-12-24T10:00:00Z', '30天后'],
    ['2027-03-24T10:00:00Z', '120天后'],
  ])('at %s is %s, never more than remains', (at, text) => {
    expect(relativeTime(at, 'zh-CN', now)).toBe(text);
  });

  it('is the same number as a relative time and as a duration', () => {
    for (const span of [90 * 60_000, 23.9 * 3_600_000, 1.9 * DAY, 45.99 * DAY]) {
      const at = new Date(now + span).toISOString();
      expect(relativeTime(at, 'en', now)).toBe(`in ${durationWords(span, 'en')}`);
    }
  });
});
