import { describe, expect, it } from 'vitest';
import { caseClusters, inMarkOrder, type MapCase } from '../../../web/map/drawing/caseMarks';
import { canSplit, CLUSTER_CELL, clusterPlaces } from '../../../web/map/geometry/cluster';
import { toPlace, toSpot } from '../../../web/map/geometry/projection';

const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

function scatter(count: number, seed: number): MapCase[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `case-${String(index).padStart(4, '0')}`,
    longitude: 116 + next(),
    latitude: 24.8 + next(),
    grade: ['red', 'yellow', 'blue'][index % 3] ?? 'blue',
    basis: 'pin',
    waiting: false,
    label: '',
  }));
}

describe('the projection', () => {
  it('is reversible', () => {
    const place = toPlace(toSpot({ longitude: 116.35, latitude: 25.84 }, 14), 14);
    expect(place.longitude).toBeCloseTo(116.35, 8);
    expect(place.latitude).toBeCloseTo(25.84, 8);
  });
});

describe('clusterPlaces', () => {
  it('keeps every member exactly once at every zoom', () => {
    const cases = scatter(400, 3);
    for (const zoom of [7, 9, 11.25, 14, 17]) {
      const ids = clusterPlaces(cases, zoom).flatMap(({ members }) => members.map(({ id }) => id));
      expect(ids.sort()).toEqual(cases.map(({ id }) => id));
    }
  });

  it('never draws two markers over one another', () => {
    for (const seed of [1, 2, 3]) {
      const clusters = clusterPlaces(scatter(300, seed), 9);
      const spots = clusters.map((cluster) => toSpot(cluster, 9));
      spots.forEach((a, i) =>
        spots
          .slice(i + 1)
          .forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(CLUSTER_CELL)),
      );
    }
  });

  it('splits as the map zooms in', () => {
    const cases = scatter(200, 9);
    const counts = [7, 9, 11, 13, 17].map((zoom) => clusterPlaces(cases, zoom).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan((counts[0] ?? 0) * 5);
  });

  it('recognises clusters that no zoom can split', () => {
    const [one, two] = scatter(2, 5);
    expect(one && two && canSplit([one, two], 17)).toBe(true);
    expect(one && canSplit([one, { ...one, id: 'same spot' }], 17)).toBe(false);
  });
});

describe('caseClusters', () => {
  it('orders the worst case first, in a stable order', () => {
    const cases = scatter(9, 4);
    const order = inMarkOrder(cases).map(({ grade }) => grade);
    expect(order).toEqual(
      [...order].sort((a, b) => 'ryb'.indexOf(a?.[0] ?? '') - 'ryb'.indexOf(b?.[0] ?? '')),
    );
    expect(inMarkOrder([...cases].reverse())).toEqual(inMarkOrder(cases));
  });

  it('leaves the selected case alone at its true place and moves the others aside', () => {
    const [first] = scatter(1, 8);
    if (!first) throw new Error('no case');
    const cases = [first, { ...first, id: 'x' }, { ...first, id: 'y' }];
    const clusters = caseClusters(cases, 10, 'x');
    expect(clusters.map(({ members }) => members.length).sort()).toEqual([1, 2]);
    const alone = clusters.find(({ members }) => members.length === 1);
    const rest = clusters.find(({ members }) => members.length === 2);
    expect(alone).toMatchObject({ key: 'x', longitude: first.longitude, latitude: first.latitude });
    expect(toSpot(rest ?? first, 10).x - toSpot(first, 10).x).toBeGreaterThan(30);
  });
});
