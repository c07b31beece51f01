import type { Place } from './projection';

/** GeoJSON geometry of a region: its outline, or only its middle. */
export type Outline =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }
  | { type: 'Point'; coordinates: number[] };

/** A county with its outline, as the public's and the console's reading return it. */
export interface CountyOutline {
  region_code: string;
  name: string;
  outline: Outline;
}

/** West, south, east, north in degrees. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The database counts a point up to this many degrees beside an outline as inside (outlines are simplified). */
const SLACK = 0.01;

/** So many degrees around the middle of a county without an outline are taken for its surroundings. */
const AROUND = 0.12;

/** Farther than this from every county's middle is another city. */
const FAR = 1.5;

/** The middle of a county that has no outline; null for one that has. */
export function middleOf(outline: Outline): Place | null {
  if (outline.type !== 'Point') return null;
  const [longitude = 0, latitude = 0] = outline.coordinates;
  return { longitude, latitude };
}

/** Whether a place is near enough to the middles of counties without outlines to be in the same city. */
export const isNear = (outlines: readonly CountyOutline[], { longitude, latitude }: Place): boolean =>
  outlines.some(({ outline }) => {
    const middle = middleOf(outline);
    return middle !== null && Math.hypot(middle.longitude - longitude, middle.latitude - latitude) < FAR;
  });

/** The shapes of an outline: each a list of rings, the outer one first. */
function shapes(outline: Outline): number[][][][] {
  if (outline.type === 'Point') return [];
  return outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
}

function* segments(outline: Outline): Generator<[number, number, number, number]> {
  for (const rings of shapes(outline)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i += 1) {
        const [from, to] = [ring[i - 1], ring[i]];
        if (from && to) yield [from[0] ?? 0, from[1] ?? 0, to[0] ?? 0, to[1] ?? 0];
      }
    }
  }
}

function* corners(outline: Outline): Generator<[number, number]> {
  const middle = middleOf(outline);
  if (middle) for (const side of [-AROUND, AROUND]) yield [middle.longitude + side, middle.latitude + side];
  for (const [x, y] of segments(outline)) yield [x, y];
}

/** The box around several outlines, null when there is none. */
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
  for (const [x1, y1, x2, y2] of segments(outline)) {
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) {
      inside = !inside;
    }
  }
  return inside;
}

/** Distance in degrees from a place to the nearest edge of an outline. */
export function distanceToEdge(outline: Outline, { longitude, latitude }: Place): number {
  let nearest = Infinity;
  for (const [x1, y1, x2, y2] of segments(outline)) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((longitude - x1) * dx + (latitude - y1) * dy) / length)) : 0;
    nearest = Math.min(nearest, Math.hypot(longitude - x1 - t * dx, latitude - y1 - t * dy));
  }
  return nearest;
}

/** The county at a place: the one around it, else the nearest within the slack, else null (outside the city). */
export function countyAt<T extends CountyOutline>(outlines: readonly T[], place: Place): T | null {
  const around = outlines.find(({ outline }) => contains(outline, place));
  if (around) return around;
  let best: { county: T; distance: number } | null = null;
  for (const county of outlines) {
    const distance = distanceToEdge(county.outline, place);
    if (distance < SLACK && (!best || distance < best.distance)) best = { county, distance };
  }
  return best?.county ?? null;
}

/** Where a county's name sits best: the inner point farthest from its border, found by a coarse then a fine grid. */
export function labelPlace(outline: Outline): Place {
  const only = middleOf(outline);
  if (only) return only;
  const box = boxOf([{ region_code: '', name: '', outline }]);
  if (!box) return { longitude: 0, latitude: 0 };
  let best = {
    place: { longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2 },
    room: -1,
  };
  let [width, height] = [box.east - box.west, box.north - box.south];
  for (let pass = 0; pass < 2; pass += 1) {
    const middle = best.place;
    for (let i = -6; i <= 6; i += 1) {
      for (let j = -6; j <= 6; j += 1) {
        const place = {
          longitude: middle.longitude + (i / 13) * width,
          latitude: middle.latitude + (j / 13) * height,
        };
        const room = contains(outline, place) ? distanceToEdge(outline, place) : -1;
        if (room > best.room) best = { place, room };
      }
    }
    [width, height] = [width / 6, height / 6];
  }
  return best.place;
}
