import { describe, expect, it } from 'vitest';
import { daysAfter, exactDay, exactTime, momentOf, relativeTime } from '../../../web/portal/dates';
import { textOf } from '../../../web/portal/text';
import domainEn from '../../../web/text/en/domain';
import domainZh from '../../../web/text/zh-CN/domain';
import formEn from '../../../web/text/en/portal.form';
import formZh from '../../../web/text/zh-CN/portal.form';
import { stationsOf } from '../../../web/portal/track/stations';

describe('dates', () => {
  it('are parsed in ISO and in the database’s own form', () => {
    const at = Date.parse('2026-11-24T15:28:13.271Z');
    expect(momentOf('2026-11-24T15:28:13.271+00:00').getTime()).toBe(at);
  });

  it('are shown in China’s time zone, whatever the device’s', () => {
    expect(exactTime('2026-11-24T16:04:00Z', 'zh-CN')).toBe('2026年11月25日星期三 00:04');
    expect(exactDay('2026-11-24', 'zh-CN')).toBe('2026年11月24日星期二');
    expect(exactDay('2026-11-24', 'en')).toBe('Tuesday, November 24, 2026');
  });

  it('are shown relative to now', () => {
    const now = new Date('2026-11-24T10:00:00Z');
    const relative = (at: string) => relativeTime(at, now, 'zh-CN');
    expect(relative('2026-11-24T10:00:00Z')).toBe('现在');
    expect(relative('2026-11-24T09:59:50Z')).toBe('10秒钟前');
    expect(relative('2026-11-24T09:55:00Z')).toBe('5分钟前');
    expect(relative('2026-11-24T13:30:00Z')).toBe('3小时后');
    expect(relative('2026-11-24T16:30:00Z')).toBe('明天');
    expect(relative('2026-12-24T10:00:00Z')).toBe('30天后');
    expect(relative('2027-03-24T10:00:00Z')).toBe('4个月后');
  });

  it('are added across the end of a year', () => {
    expect(daysAfter('2026-12-15', 30)).toBe('2027-01-14');
  });
});

describe('the steps of a case', () => {
  const reached = (...statuses: string[]) =>
    statuses.map((status, index) => ({ status, at: `2026-11-2${index}T01:00:00Z`, organisation_name: null }));
  const said = (statuses: string[]) =>
    stationsOf(reached(...statuses), statuses.at(-1)!, []).map(({ word, state }) => `${state} ${word}`);

  it('include the steps ahead from the beginning', () => {
    expect(said(['submitted'])).toEqual([
      'current reached.submitted',
      'future ahead.accepted',
      'future ahead.dispatched',
      'future ahead.assigned',
      'future ahead.mediating',
      'future ahead.result',
      'future ahead.closed',
    ]);
  });

  it('include the latest date of a step ahead', () => {
    const steps = [
      { stage: 'dispatch' as const, due_at: '2026-11-26T15:59:59Z', provisional: false },
      { stage: 'mediate' as const, due_at: '2026-12-28T15:59:59Z', provisional: false },
    ];
    const due = stationsOf(reached('submitted', 'accepted'), 'accepted', steps).map(({ word, due: by }) => [
      word,
      by,
    ]);
    expect(due).toContainEqual(['ahead.dispatched', '2026-11-26T15:59:59Z']);
    expect(due).toContainEqual(['ahead.result', '2026-12-28T15:59:59Z']);
    expect(due).toContainEqual(['ahead.closed', null]);
    expect(due).toContainEqual(['reached.accepted', null]);
  });

  it('name repeated steps: supplemented, rescheduled, reopened', () => {
    expect(said(['submitted', 'needs_info']).slice(0, 3)).toEqual([
      'done reached.submitted',
      'current reached.needs_info',
      'future ahead.supplemented',
    ]);
    expect(said(['submitted', 'needs_info', 'submitted'])[2]).toBe('current reached.supplemented');
    expect(said(['submitted', 'accepted', 'dispatched', 'assigned', 'mediating', 'dispatched'])[5]).toBe(
      'current reached.rearranged',
    );
    expect(said(['submitted', 'accepted', 'answered', 'closed', 'accepted'])[4]).toBe(
      'current reached.reopened',
    );
  });

  it.each(['rejected', 'withdrawn', 'merged', 'referred'])('end with %s, and nothing is ahead', (end) => {
    expect(said(['submitted', end])).toEqual(['done reached.submitted', `done reached.${end}`]);
  });

  it('show a return as such', () => {
    expect(said(['submitted', 'accepted', 'dispatched', 'accepted']).slice(1, 4)).toEqual([
      'done reached.accepted',
      'done reached.dispatched',
      'current reached.returned',
    ]);
  });

  it('are all done when the case is closed', () => {
    expect(said(['submitted', 'answered', 'closed'])).toEqual([
      'done reached.submitted',
      'done reached.answered',
      'done reached.closed',
    ]);
  });
});

describe('texts', () => {
  it('are found under dotted keys, filled in, and fall back to the terms of the field', () => {
    for (const text of [textOf('zh-CN', [formZh, domainZh]), textOf('en', [formEn, domainEn])]) {
      expect(text('problem.applicant.name.field_required')).not.toContain('problem.');
      expect(text('field.applicant.phone')).not.toContain('field.');
      expect(text('error.point_elsewhere', { county: '上杭县' })).toContain('上杭县');
      expect(text('nothing.here', {}, '无')).toBe('无');
    }
  });
});
