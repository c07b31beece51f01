import polygonClipping, { type MultiPolygon } from 'polygon-clipping';
import { boxOf, type Outline } from './outline';
import type { Place } from './projection';

/** A region of which only the centre point is known. */
export interface Site extends Place {
  code: string;
}

type Point = [number, number];

/** Centre points closer than this, in degrees, are one point: no line can be drawn between them. */
const SAME_SPOT = 1e-5;

/** The part of a convex cell that is closer to one site than to another (a half-plane cut). */
function nearerPart(cell: readonly Point[], site: Place, other: Place, shrink: number): Point[] {
  // A degree of longitude is shorter than one of latitude; distances are compared as on the ground.
  const a = shrink * (other.longitude - site.longitude);
  const b = other.latitude - site.latitude;
  const middle = (a * (other.longitude + site.longitude)) / 2 + (b * (other.latitude + site.latitude)) / 2;
  const beyond = ([x, y]: Point) => a * x + b * y - middle;
  return cell.flatMap((corner, index) => {
    const before = cell[(index + cell.length - 1) % cell.length] ?? corner;
    const [from, to] = [beyond(before), beyond(corner)];
    const crossing: Point[] = [];
    if (from > 0 !== to > 0) {
      const share = from / (from - to);
      crossing.push([
        before[0] + share * (corner[0] - before[0]),
        before[1] + share * (corner[1] - before[1]),
      ]);
    }
    return to > 0 ? crossing : [...crossing, corner];
  });
}

/** The geometry in the form that the clipping library takes; null for a point. */
function clippable(outline: Outline): MultiPolygon | null {
  if (outline.type === 'Point') return null;
  const shapes = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return shapes as MultiPolygon;
}

/**
 * The part of an outline within a cell. Where two borders nearly coincide, clipping may fail because of
 * rounding; then the corners are moved by a centimetre.
 */
function cut(frame: MultiPolygon, cell: readonly Point[]): MultiPolygon {
  for (const nudge of [0, 1e-7, -1e-7, 3e-7]) {
    try {
      return polygonClipping.intersection(frame, [
        cell.map(([x, y], index): Point => [x + nudge * (index + 1), y - nudge * index]),
      ]);
    } catch {
      // Tried again with the next offset.
    }
  }
  return [];
}

/**
 * Divides an outline among sites: each gets the area closest to it (Voronoi cells, cut to the outline). The
 * cells cover the outline without gaps or overlaps. They are schematic, not real borders. A site at the same
 * point as another, or with a cell outside the outline, gets none.
 */
export function cellsWithin(outline: Outline, sites: readonly Site[]): Map<string, Outline> {
  const cells = new Map<string, Outline>();
  const frame = clippable(outline);
  const box = boxOf([{ region_code: '', name: '', outline }]);
  if (!frame || !box) return cells;
  const shrink = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180) ** 2;
  const apart: Site[] = [];
  for (const site of sites) {
    const taken = apart.some(
      ({ longitude, latitude }) =>
        Math.hypot(longitude - site.longitude, latitude - site.latitude) < SAME_SPOT,
    );
    if (!taken) apart.push(site);
  }
  const whole: Point[] = [
    [box.west - 1, box.south - 1],
    [box.east + 1, box.south - 1],
    [box.east + 1, box.north + 1],
    [box.west - 1, box.north + 1],
  ];
  for (const site of apart) {
    let cell = whole;
    for (const other of apart) if (other !== site) cell = nearerPart(cell, site, other, shrink);
    if (cell.length < 3) continue;
    const coordinates = cut(frame, cell);
    if (coordinates.length > 0) cells.set(site.code, { type: 'MultiPolygon', coordinates });
  }
  return cells;
}
