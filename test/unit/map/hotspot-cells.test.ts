import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsWithin, type Site } from '../../../web/map/geometry/cells';
import { boxOf, contains, labelPlace, type Outline } from '../../../web/map/geometry/outline';

// Townships have no published borders, so a county is divided into cells around their centres. The cells must be a
// partition.

/** Area in square degrees; holes are subtracted. */
function areaOf(outline: Outline): number {
  if (outline.type === 'Point') return 0;
  const shapes = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const ringArea = (ring: number[][]) =>
    Math.abs(
      ring.reduce((sum, [x = 0, y = 0], index) => {
        const [nx = 0, ny = 0] = ring[(index + 1) % ring.length] ?? [];
        return sum + x * ny - nx * y;
      }, 0),
    ) / 2;
  return shapes.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + ringArea(outer) - holes.reduce((hollow, hole) => hollow + ringArea(hole), 0),
    0,
  );
}

/** The cells by code, after checking that they fill the outline and that each place lies in exactly one of them. */
function expectPartition(outline: Outline, sites: readonly Site[]) {
  const cells = cellsWithin(outline, sites);
  const whole = areaOf(outline);
  const sum = [...cells.values()].reduce((all, cell) => all + areaOf(cell), 0);
  expect(Math.abs(sum - whole) / whole).toBeLessThan(1e-9);
  const box = boxOf([{ region_code: '', name: '', outline }])!;
  for (let step = 0; step < 400; step += 1) {
    const place = {
      longitude: box.west + ((step * 0.7548776662) % 1) * (box.east - box.west),
      latitude: box.south + ((step * 0.5698402909) % 1) * (box.north - box.south),
    };
    const holders = [...cells.values()].filter((cell) => contains(cell, place)).length;
    expect({ place, holders }).toEqual({ place, holders: contains(outline, place) ? 1 : 0 });
  }
  return cells;
}

/** The outlines of the seed: 长汀 and its neighbours. */
function seededOutlines(): [string, Outline][] {
  const sql = readFileSync('supabase/seed/21_longyan_outlines.sql', 'utf8');
  return [...sql.matchAll(/\('(\d{6})', '(\{.*?\})'/g)].map(([, code, json]) => [
    code!,
    JSON.parse(json!) as Outline,
  ]);
}

/** Centres in a sunflower pattern around the centre of an outline's bounding box. */
function sunflower(outline: Outline, count: number): Site[] {
  const points = outline.type === 'Polygon' ? outline.coordinates[0]! : [];
  const xs = points.map(([x = 0]) => x);
  const ys = points.map(([, y = 0]) => y);
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  return Array.from({ length: count }, (_, rank) => ({
    code: String(rank),
    longitude: middle.x + 0.25 * Math.sqrt(rank / count) * Math.cos(rank * 2.4),
    latitude: middle.y + 0.2 * Math.sqrt(rank / count) * Math.sin(rank * 2.4),
  }));
}

describe('cells within an outline', () => {
  const square: Outline = {
    type: 'Polygon',
    coordinates: [
      [
        [116, 25],
        [117, 25],
        [117, 26],
        [116, 26],
        [116, 25],
      ],
    ],
  };
  const site = (code: string, longitude: number, latitude: number) => ({ code, longitude, latitude });

  it('give two centres one half each', () => {
    const cells = expectPartition(square, [site('west', 116.25, 25.5), site('east', 116.75, 25.5)]);
    expect(areaOf(cells.get('west')!)).toBeCloseTo(0.5, 9);
    expect(contains(cells.get('east')!, { longitude: 116.9, latitude: 25.9 })).toBe(true);
    expect(contains(cells.get('east')!, { longitude: 116.4, latitude: 25.9 })).toBe(false);
  });

  it('exclude a hole', () => {
    const hollow: Outline = {
      type: 'Polygon',
      coordinates: [
        ...square.coordinates,
        [
          [116.4, 25.4],
          [116.6, 25.4],
          [116.6, 25.6],
          [116.4, 25.6],
          [116.4, 25.4],
        ],
      ],
    };
    expectPartition(hollow, [site('a', 116.2, 25.2), site('b', 116.8, 25.3), site('c', 116.5, 25.9)]);
  });

  it.each(seededOutlines())('divide the county %s among twenty townships', (_code, outline) => {
    const cells = expectPartition(outline, sunflower(outline, 20));
    expect(cells.size).toBeGreaterThan(17);
  });

  it('divide a township, which is a cell itself, among its villages', () => {
    const [, county] = seededOutlines()[1]!;
    const [, town] = [...cellsWithin(county, sunflower(county, 18))][4]!;
    const { longitude: x, latitude: y } = labelPlace(town);
    const villages = Array.from({ length: 12 }, (_, rank) =>
      site(String(rank), x + 0.03 * Math.cos(rank), y + 0.002 * rank),
    );
    expectPartition(town, villages);
  });

  it('contain one of two centres at the same place, and none for a mere point', () => {
    const cells = expectPartition(square, [
      site('a', 116.5, 25.5),
      site('b', 116.5, 25.5),
      site('c', 116.1, 25.1),
    ]);
    expect([...cells.keys()]).toEqual(['a', 'c']);
    expect(cellsWithin({ type: 'Point', coordinates: [116, 25] }, [site('a', 116, 25)]).size).toBe(0);
  });
});
