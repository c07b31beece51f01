import { clusterPlaces, type Cluster } from './cluster';
import { toPlace, toSpot, type Place } from './projection';

/** Cases grouped at one place. */
export interface MapSpot extends Place {
  id: string;
  n: number;
  red: number;
  yellow: number;
}

/** A hexagon with the cases in it. */
export interface Hexagon extends Place {
  n: number;
}

/** The hexagon grid over a view. */
export interface Honeycomb {
  hexagons: Hexagon[];
  /** The zoom at which a hexagon measures `radius` pixels from its centre to a corner. */
  zoom: number;
  radius: number;
}

const ROOT3 = Math.sqrt(3);

/** The hexagon (column and row) that contains a point, in a grid of pointy-top hexagons. */
function hexAt(x: number, y: number, radius: number): [number, number] {
  const q = ((ROOT3 / 3) * x - y / 3) / radius;
  const r = ((2 / 3) * y) / radius;
  // Rounds to the nearest centre in cube coordinates.
  const [rq, rr, rs] = [Math.round(q), Math.round(r), Math.round(-q - r)];
  const [dq, dr, ds] = [Math.abs(rq - q), Math.abs(rr - r), Math.abs(rs + q + r)];
  if (dq > dr && dq > ds) return [-rr - rs, rr];
  return dr > ds ? [rq, -rq - rs] : [rq, rr];
}

/** Groups spots in hexagons that stay fixed while the map moves; their sum is that of the spots. */
export function honeycomb(spots: readonly MapSpot[], zoom: number, radius: number): Honeycomb {
  const found = new Map<string, { q: number; r: number; n: number }>();
  for (const spot of spots) {
    const { x, y } = toSpot(spot, zoom);
    const [q, r] = hexAt(x, y, radius);
    const hexagon = found.get(`${q}:${r}`) ?? { q, r, n: 0 };
    hexagon.n += spot.n;
    found.set(`${q}:${r}`, hexagon);
  }
  const hexagons = [...found.values()].map(({ q, r, n }) => ({
    ...toPlace({ x: radius * ROOT3 * (q + r / 2), y: radius * 1.5 * r }, zoom),
    n,
  }));
  return { hexagons, zoom, radius };
}

/**
 * Clusters of spots that would overlap at a zoom; the largest spot comes first, so that the cluster stays
 * where most cases are.
 */
export function spotClusters<T extends MapSpot>(spots: readonly T[], zoom: number): Cluster<T>[] {
  const order = [...spots].sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
  return clusterPlaces(order, zoom, 52);
}

/** The number of cases in a cluster. */
export const casesIn = (members: readonly MapSpot[]): number => members.reduce((sum, { n }) => sum + n, 0);
