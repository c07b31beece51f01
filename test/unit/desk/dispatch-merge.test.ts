import { describe, expect, it } from 'vitest';
import { appendPage, arrivedFirst, mergeCases } from '../../../web/dispatch/queue/merge';
import type { QueueCase, QueueFilter } from '../../../web/dispatch/queue/queue';

const row = (id: string, more: Partial<QueueCase> = {}): QueueCase =>
  ({
    id,
    number: id,
    version: 1,
    status: 'submitted',
    grade: 'blue',
    type_code: 'family',
    created_at: '2026-11-24T01:00:00+00:00',
    due_at: `2026-11-25T01:00:00+00:00`,
    ...more,
  }) as QueueCase;

const filter: QueueFilter = { tab: 'submitted', order: 'urgent', grade: null, types: null, search: '' };
const ids = (cases: QueueCase[]) => cases.map(({ id }) => id);

describe('mergeCases', () => {
  it('inserts a new case at its position', () => {
    const merge = mergeCases(
      [row('a'), row('c')],
      ['b'],
      [row('b', { due_at: '2026-11-20T00:00:00+00:00' })],
      filter,
    );
    expect(ids(merge.cases)).toEqual(['b', 'a', 'c']);
    expect(ids(merge.arrived)).toEqual(['b']);
    expect(merge.left).toEqual([]);
  });

  it('updates in place without counting it as an arrival', () => {
    const merge = mergeCases([row('a')], ['a'], [row('a', { version: 2, grade: 'red' })], filter);
    expect(merge.cases[0]?.grade).toBe('red');
    expect(merge.arrived).toEqual([]);
  });

  it('removes a case that moved on and one that is no longer visible', () => {
    const merge = mergeCases(
      [row('a'), row('b'), row('c')],
      ['a', 'b'],
      [row('a', { version: 2, status: 'accepted' })],
      filter,
    );
    expect(ids(merge.cases)).toEqual(['c']);
    expect(ids(merge.left)).toEqual(['a', 'b']);
  });

  it('ignores a case of another tab', () => {
    const merge = mergeCases([row('a')], ['z'], [row('z', { status: 'mediating' })], filter);
    expect(ids(merge.cases)).toEqual(['a']);
    expect(merge.arrived).toEqual([]);
  });

  it('never lets an older answer overwrite a newer one', () => {
    const newer = row('a', { version: 5, grade: 'red' });
    expect(mergeCases([newer], ['a'], [row('a', { version: 4 })], filter).cases).toEqual([newer]);
  });
});

describe('appendPage', () => {
  it('keeps a case only once when it arrived live before its page', () => {
    const live = row('b', { version: 3 });
    expect(appendPage([row('a'), live], [row('b'), row('c')], filter)).toEqual([row('a'), live, row('c')]);
  });
});

describe('arrivedFirst', () => {
  it('moves new cases to the top without changing the order of the others', () => {
    expect(ids(arrivedFirst([row('a'), row('b'), row('c')], new Set(['c'])))).toEqual(['c', 'a', 'b']);
  });
});
