import polylabel from 'polylabel';
import type { Place } from './projection';

/** GeoJSON geometry of a region: its outline, or only its centre point. */
export type Outline =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }
  | { type: 'Point'; coordinates: number[] };

/** A county with its outline, as the portal's and the console's requests return it. */
export interface CountyOutline {
  region_code: string;
  name: string;
  outline: Outline;
}

/** Bounding box: west, south, east, north in degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/**
 * The database counts a point up to this many degrees outside an outline as inside, because outlines are
 * simplified.
 */
const TOLERANCE = 0.01;

/** Degrees around the centre of a county without an outline that its bounding box covers. */
const COUNTY_RADIUS = 0.12;

/** A place farther than this (in degrees) from every county's centre is in another city. */
const FAR = 1.5;

/** The centre of a county without an outline; null for one that has one. */
export function middleOf(outline: Outline): Place | null {
  if (outline.type !== 'Point') return null;
  const [longitude = 0, latitude = 0] = outline.coordinates;
  return { longitude, latitude };
}

/** Whether a place is close enough to a county without an outline to be in the same city. */
export const isNear = (outlines: readonly CountyOutline[], { longitude, latitude }: Place): boolean =>
  outlines.some(({ outline }) => {
    const middle = middleOf(outline);
    return middle !== null && Math.hypot(middle.longitude - longitude, middle.latitude - latitude) < FAR;
  });

/** The polygons of an outline: each a list of rings, the outer one first. */
function shapes(outline: Outline): number[][][][] {
  if (outline.type === 'Point') return [];
  return outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
}

/** An edge of an outline, from one corner to the next. */
interface Edge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Cached edges of outlines: the place of a finger is compared with all of them. */
const known = new WeakMap<Outline, readonly Edge[]>();

/** The edges of an outline. */
function edgesOf(outline: Outline): readonly Edge[] {
  const before = known.get(outline);
  if (before) return before;
  const edges = shapes(outline)
    .flat()
    .flatMap((ring) =>
      ring.slice(1).map(([x2 = 0, y2 = 0], index): Edge => {
        const [x1 = 0, y1 = 0] = ring[index] ?? [];
        return { x1, y1, x2, y2 };
      }),
    );
  known.set(outline, edges);
  return edges;
}

function* corners(outline: Outline): Generator<[number, number]> {
  const middle = middleOf(outline);
  if (middle)
    for (const side of [-COUNTY_RADIUS, COUNTY_RADIUS])
      yield [middle.longitude + side, middle.latitude + side];
  for (const { x1, y1 } of edgesOf(outline)) yield [x1, y1];
}

/** The bounding box of several outlines, null when there is none. */
export function boxOf(outlines: readonly CountyOutline[]): Box | null {
  let box: Box | null = null;
  for (const { outline } of outlines) {
    for (const [x, y] of corners(outline)) {
      box ??= { west: x, south: y, east: x, north: y };
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.south = Math.min(box.south, y);
      box.north = Math.max(box.north, y);
    }
  }
  return box;
}

/** Whether a place lies within an outline (even-odd rule, so holes count as outside). */
export function contains(outline: Outline, { longitude, latitude }: Place): boolean {
  let inside = false;
  for (const { x1, y1, x2, y2 } of edgesOf(outline)) {
    if (y1 > latitude === y2 > latitude) continue;
    if (longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Distance in degrees from a place to the nearest edge of an outline. */
function distanceToEdge(outline: Outline, { longitude, latitude }: Place): number {
  let nearest = Infinity;
  for (const { x1, y1, x2, y2 } of edgesOf(outline)) {
    const [x, y] = [longitude - x1, latitude - y1];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, (x * dx + y * dy) / length)) : 0;
    nearest = Math.min(nearest, (x - t * dx) ** 2 + (y - t * dy) ** 2);
  }
  return Math.sqrt(nearest);
}

/**
 * The county at a place: the one that contains it, otherwise the nearest one within the tolerance, otherwise
 * null (outside the city).
 */
export function countyAt<T extends CountyOutline>(outlines: readonly T[], place: Place): T | null {
  const around = outlines.find(({ outline }) => contains(outline, place));
  if (around) return around;
  let best: { county: T; distance: number } | null = null;
  for (const county of outlines) {
    const distance = distanceToEdge(county.outline, place);
    if (distance < TOLERANCE && (!best || distance < best.distance)) best = { county, distance };
  }
  return best?.county ?? null;
}

/** Shares of a shape's shorter side by which its inner point may miss the very best one. */
const PRECISION = 0.01;

/** The inner point of a shape farthest from its border. */
function innerPoint(rings: number[][][]) {
  const [outer = []] = rings;
  const side = (axis: 0 | 1) => {
    const all = outer.map((corner) => corner[axis] ?? 0);
    return Math.max(...all) - Math.min(...all);
  };
  return polylabel(rings as [number, number][][], PRECISION * Math.min(side(0), side(1)));
}

/** Best place for a county's name: the inner point farthest from its border, in its roomiest part. */
export function labelPlace(outline: Outline): Place {
  const only = middleOf(outline);
  if (only) return only;
  let best = { place: { longitude: 0, latitude: 0 }, room: -1 };
  for (const rings of shapes(outline)) {
    const point = innerPoint(rings);
    const [longitude, latitude] = point;
    if (point.distance > best.room) best = { place: { longitude, latitude }, room: point.distance };
  }
  return best.place;
}
