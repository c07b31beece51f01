import { describe, expect, it } from 'vitest';
import {
  beyondCursor,
  compareCases,
  countTabs,
  cursorAfter,
  matches,
  searchText,
  stepFrom,
  tabOf,
  typeFamily,
  type QueueCase,
  type QueueFilter,
} from '../../../web/dispatch/queue/queue';

const row = (id: string, more: Partial<QueueCase> = {}): QueueCase =>
  ({
    id,
    number: `350821-261124-${id}`,
    version: 1,
    status: 'submitted',
    grade: 'blue',
    type_code: 'family',
    created_at: '2026-11-24T01:00:00+00:00',
    due_at: '2026-11-25T01:00:00+00:00',
    ...more,
  }) as QueueCase;

const filter: QueueFilter = { tab: 'submitted', order: 'urgent', grade: null, types: null, search: '' };

describe('the tabs', () => {
  it('contain every open status once and no closed case', () => {
    expect(tabOf('mediating')).toBe('handling');
    expect(tabOf('answered')).toBe('closing');
    expect(tabOf('closed')).toBeNull();
  });

  it('show the sum of their statuses', () => {
    expect(
      countTabs([
        { status: 'assigned', n: 2 },
        { status: 'mediating', n: 3 },
        { status: 'closed', n: 90 },
        { status: 'agreed', n: 1 },
      ]),
    ).toEqual({ submitted: 0, accepted: 0, dispatched: 0, handling: 5, closing: 1 });
  });
});

describe('the order', () => {
  const early = row('a', { due_at: '2026-11-20T00:00:00+00:00', created_at: '2026-11-18T00:00:00+00:00' });
  const late = row('b', { due_at: '2026-11-30T00:00:00+00:00', created_at: '2026-11-23T00:00:00+00:00' });
  const never = row('c', { due_at: null, created_at: '2026-11-01T00:00:00+00:00' });

  it('urgent puts the most overdue case first and those without a deadline last', () => {
    expect([never, late, early].sort(compareCases('urgent'))).toEqual([early, late, never]);
  });

  it('newest puts the latest case first', () => {
    expect([never, early, late].sort(compareCases('newest'))).toEqual([late, early, never]);
  });

  it('breaks ties by id like the server', () => {
    const [x, y] = [row('1'), row('2')];
    expect([y, x].sort(compareCases('urgent'))).toEqual([x, y]);
    expect([x, y].sort(compareCases('newest'))).toEqual([y, x]);
  });

  it('continues after a cursor, also among cases without a deadline', () => {
    expect(beyondCursor(cursorAfter(early, 'urgent'), 'urgent')).toBe(
      'due_at.gt."2026-11-20T00:00:00+00:00",and(due_at.eq."2026-11-20T00:00:00+00:00",id.gt.a),due_at.is.null',
    );
    expect(beyondCursor(cursorAfter(never, 'urgent'), 'urgent')).toBe('and(due_at.is.null,id.gt.c)');
    expect(beyondCursor(cursorAfter(late, 'newest'), 'newest')).toContain('id.lt.b');
  });
});

describe('the filters', () => {
  it('combine tab, grade and type', () => {
    expect(matches(row('a'), filter)).toBe(true);
    expect(matches(row('a', { status: 'accepted' }), filter)).toBe(false);
    expect(matches(row('a'), { ...filter, grade: 'red' })).toBe(false);
    expect(matches(row('a'), { ...filter, types: ['family', 'divorce'] })).toBe(true);
    expect(matches(row('a'), { ...filter, types: ['traffic'] })).toBe(false);
  });

  it('search for a number in all tabs, in any form that people type', () => {
    expect(matches(row('00042', { status: 'closed' }), { ...filter, search: ' ０0０42 ' })).toBe(true);
    expect(searchText('350821-261124%_')).toBe('350821-261124');
  });

  it('include the sub-types of a type', () => {
    const types = [
      { code: 'labour', parent_code: null },
      { code: 'wages', parent_code: 'labour' },
      { code: 'family', parent_code: null },
    ];
    expect(typeFamily(types, 'labour')).toEqual(['labour', 'wages']);
  });
});

describe('stepping', () => {
  const rows = [row('a'), row('b'), row('c')];
  it('starts at the end opposite to the direction and stays within the list', () => {
    expect(stepFrom(rows, null, 1)?.id).toBe('a');
    expect(stepFrom(rows, null, -1)?.id).toBe('c');
    expect(stepFrom(rows, 'a', -1)?.id).toBe('a');
    expect(stepFrom(rows, 'b', 1)?.id).toBe('c');
    expect(stepFrom([], null, 1)).toBeUndefined();
  });

  it('continues at the position of a case that has left the queue', () => {
    expect(stepFrom(rows, 'gone', 1, 1)?.id).toBe('b');
    expect(stepFrom(rows, 'gone', -1, 1)?.id).toBe('a');
    expect(stepFrom(rows, 'gone', 1, 9)?.id).toBe('c');
  });
});
