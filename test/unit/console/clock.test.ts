import { describe, expect, it } from 'vitest';
import { cityClock, durationWords, exactDay, exactTime, relativeTime } from '../../../web/ui/console/clock';

// The console shows times in the city's time zone, whatever the device's. Each test runs twice, since formatters are
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
});
