import { describe, expect, it } from 'vitest';
import { nextAfter, adjacentTab, type QueueCase } from '../../../web/dispatch/queue/queue';
import { NO_TASKS, whyOf, worstFirst } from '../../../web/dispatch/queue/urgency';

const NOW = Date.parse('2026-11-24T02:00:00Z');
const HOUR = 3_600_000;

const row = (id: string, hours: number | null, more: Partial<QueueCase> = {}): QueueCase =>
  ({
    id,
    version: 1,
    status: 'submitted',
    grade: 'blue',
    danger: false,
    flags: [],
    return_count: 0,
    missing_items: null,
    light: 'green',
    due_stage: 'accept',
    due_at: hours === null ? null : new Date(NOW + hours * HOUR).toISOString(),
    ...more,
  }) as unknown as QueueCase;

const why = (one: QueueCase, tasks = NO_TASKS) => whyOf(one, tasks, NOW);

describe('the reason of a row', () => {
  it.each([
    ['in time', row('a', 5), 'due', 2],
    ['soon due', row('a', 5, { light: 'amber' }), 'soon', 2],
    ['overdue', row('a', -48), 'overdue', 1],
    ['red', row('a', 1, { grade: 'red' }), 'red', 1],
    ['red and overdue', row('a', -1, { grade: 'red' }), 'overdue', 1],
    ['a danger', row('a', 5, { danger: true }), 'risk', 0],
    ['a risk, overdue', row('a', -5, { flags: ['risk'] }), 'risk_over', 0],
    ['asked for more', row('a', 200, { status: 'needs_info', due_stage: 'supplement' }), 'waiting', 3],
    ['supplemented', row('a', 5, { missing_items: ['照片'] }), 'supplemented', 2],
    ['returned', row('a', 5, { status: 'accepted', return_count: 1 }), 'returned', 2],
    ['returned twice', row('a', 5, { status: 'accepted', flags: ['jurisdiction'] }), 'jurisdiction', 2],
    ['suspended', row('a', null, { status: 'mediating', flags: ['suspended'] }), 'suspended', 3],
    ['without a clock', row('a', null), 'open', 2],
  ])('is right for a case that is %s', (_, one, key, rank) => expect(why(one)).toMatchObject({ key, rank }));

  it('is a pending task other than the stage', () => {
    const one = row('a', 5, { status: 'mediating', flags: ['supervised'] });
    expect(why(one).key).toBe('due');
    expect(why(one, { extensions: new Set(['a']), orders: new Set() }).key).toBe('extension');
    expect(why(one, { extensions: new Set(), orders: new Set(['a']) }).key).toBe('order');
  });

  it('includes how long the case is overdue, and for which stage', () => {
    expect(why(row('a', -48))).toMatchObject({ span: 48 * HOUR, stage: 'accept' });
  });
});

describe('the order of the rows', () => {
  it('is dangerous, overdue and red, the others, those waiting for somebody; each by due time', () => {
    const rows = [
      row('waits', 1, { status: 'needs_info' }),
      row('later', 9),
      row('red', 3, { grade: 'red' }),
      row('open', null),
      row('sooner', 2),
      row('over', -1),
      row('risk', 20, { flags: ['risk'] }),
    ];
    expect(worstFirst(rows, NO_TASKS, NOW).map(({ id }) => id)).toEqual([
      'risk',
      'over',
      'red',
      'sooner',
      'later',
      'open',
      'waits',
    ]);
  });

  it('keeps equal rows in their order', () => {
    expect(worstFirst([row('b', 1), row('a', 1)], NO_TASKS, NOW).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('the case after the current one', () => {
  const rows = [row('a', 1), row('b', 2), row('c', 3)];
  it('is the next one, the previous one for the last, and none for the only one', () => {
    expect(nextAfter(rows, 'a')?.id).toBe('b');
    expect(nextAfter(rows, 'c')?.id).toBe('b');
    expect(nextAfter(rows.slice(0, 1), 'a')).toBeUndefined();
  });

  it('is the one that took the position of a case that is gone', () => {
    expect(nextAfter(rows, 'gone', 1)?.id).toBe('b');
    expect(nextAfter([], 'gone', 1)).toBeUndefined();
  });

  it('is in the adjacent tab, which stops at both ends', () => {
    expect(adjacentTab('submitted', 1)).toBe('accepted');
    expect(adjacentTab('submitted', -1)).toBe('submitted');
    expect(adjacentTab('closing', 1)).toBe('closing');
  });
});
