import { describe, expect, it } from 'vitest';
import { fill } from '../../../web/map/drawing/fill';
import { worstGrade } from '../../../web/map/drawing/marks';
import { fanOut, partNeighbours } from '../../../web/map/geometry/spread';

const gaps = (spots: { x: number; y: number }[]) =>
  spots.flatMap((a, i) => spots.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));

describe('fanOut', () => {
  it('keeps every pair apart, few or many', () => {
    for (const count of [2, 3, 6, 9, 10, 24, 50]) {
      expect(Math.min(...gaps(fanOut(count, 40)))).toBeGreaterThanOrEqual(36);
    }
  });

  it('leaves a single one in its place', () => {
    expect(fanOut(1, 40)).toEqual([{ x: 0, y: 0 }]);
  });
});

describe('partNeighbours', () => {
  it('moves only those that are too close', () => {
    const spots = [
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 300, y: 0 },
    ];
    const offsets = partNeighbours(spots, 40);
    expect(offsets[2]).toEqual({ x: 0, y: 0 });
    const moved = spots.map((spot, index) => ({
      x: spot.x + (offsets[index]?.x ?? 0),
      y: spot.y + (offsets[index]?.y ?? 0),
    }));
    expect(Math.min(...gaps(moved))).toBeGreaterThan(36);
  });
});

describe('texts and grades', () => {
  it('replaces parameters and keeps unknown ones visible', () => {
    expect(fill('%{count} / %{other}', { count: 3 })).toBe('3 / %{other}');
  });

  it('selects the worst grade, with unknown grades as the mildest', () => {
    expect(worstGrade(['blue', 'yellow', null])).toBe('yellow');
    expect(worstGrade([null, 'odd'])).toBe('blue');
  });
});
