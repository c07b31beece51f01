import { describe, expect, it } from 'vitest';
import { asLine, caughtBy, isWithin, stepped } from '../../../web/map/geometry/lasso';
import { nearestPoint, PointGrid } from '../../../web/map/geometry/pointGrid';

const mark = (id: string, x: number, y: number, ...members: string[]) => ({
  key: id,
  longitude: x,
  latitude: y,
  members: [id, ...members].map((one) => ({
    id: one,
    longitude: x,
    latitude: y,
    grade: 'blue',
    basis: 'pin',
    waiting: true,
    label: one,
  })),
});
const spotOf = ({ longitude, latitude }: { longitude: number; latitude: number }) => ({
  x: longitude,
  y: latitude,
});
const HORSESHOE = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 70, y: 100 },
  { x: 70, y: 30 },
  { x: 30, y: 30 },
  { x: 30, y: 100 },
  { x: 0, y: 100 },
];

describe('a line drawn around markers', () => {
  it('closes by itself and may be concave', () => {
    expect(isWithin(HORSESHOE, { x: 15, y: 80 })).toBe(true);
    expect(isWithin(HORSESHOE, { x: 85, y: 80 })).toBe(true);
    expect(isWithin(HORSESHOE, { x: 50, y: 80 })).toBe(false);
    expect(isWithin(HORSESHOE, { x: 150, y: 10 })).toBe(false);
  });

  it('selects a cluster with all of its cases, and nothing when it is a single stroke', () => {
    const marks = [mark('甲', 10, 10, '乙', '丙'), mark('丁', 50, 80), mark('戊', 90, 90)];
    expect(caughtBy(HORSESHOE, marks, spotOf)).toEqual(['甲', '乙', '丙', '戊']);
    expect(caughtBy(HORSESHOE.slice(0, 2), marks, spotOf)).toEqual([]);
  });
});

describe('a rectangle moved by keys', () => {
  const view = { x: 400, y: 300 };
  const frame = { x: 100, y: 75, width: 200, height: 150 };

  it('stays within the view', () => {
    expect(stepped(frame, { x: -24, y: 0 }, false, view)).toEqual({ ...frame, x: 76 });
    expect(stepped(frame, { x: 999, y: 999 }, false, view)).toEqual({ ...frame, x: 200, y: 150 });
  });

  it('grows up to the edge and never disappears', () => {
    expect(stepped(frame, { x: 999, y: 0 }, true, view).width).toBe(300);
    expect(stepped(frame, { x: -999, y: -999 }, true, view)).toMatchObject({ width: 48, height: 48 });
    expect(isWithin(asLine(frame), { x: 101, y: 76 })).toBe(true);
  });
});

describe('a point among thousands', () => {
  const points = Array.from({ length: 5000 }, (_, n) => ({
    id: n,
    x: (n % 100) * 10,
    y: Math.floor(n / 100) * 10,
  }));

  it('is found when it is the nearest one within reach', () => {
    const grid = new PointGrid(points);
    expect(nearestPoint(grid, { x: 503, y: 201 }, 14)?.id).toBe(2050);
    expect(nearestPoint(grid, { x: -40, y: -40 }, 14)).toBe(null);
  });

  it('is the topmost of two at the same place', () => {
    const grid = new PointGrid([
      { id: '下', x: 5, y: 5 },
      { id: '上', x: 5, y: 5 },
    ]);
    expect(nearestPoint(grid, { x: 6, y: 6 }, 14)?.id).toBe('上');
  });
});
