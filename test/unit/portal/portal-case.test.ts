import { describe, expect, it } from 'vitest';
import { textOf } from '../../../web/portal/text';
import domainEn from '../../../web/text/en/domain';
import domainZh from '../../../web/text/zh-CN/domain';
import formEn from '../../../web/text/en/portal/form';
import formZh from '../../../web/text/zh-CN/portal/form';
import { stationsOf } from '../../../web/portal/track/stations';

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
