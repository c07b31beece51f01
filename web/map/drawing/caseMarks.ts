import { clusterPlaces, type Cluster } from '../geometry/cluster';
import { gradeOf, GRADES } from './marks';
import { toPlace, toSpot, type Place } from '../geometry/projection';

/** A case as the map draws it. */
export interface MapCase extends Place {
  id: string;
  grade: string | null;
  /** `region`: the location is only the centre of the case's region, drawn hollow. */
  basis: string | null;
  /** Nobody handles it yet: the marker pulses. */
  waiting: boolean;
  /** The light of its next deadline: near and overdue are drawn next to the marker. */
  light?: 'green' | 'amber' | 'red' | null;
  /** Accessible name of the marker. */
  label: string;
  /** May be selected for batch dispatch. */
  selectable?: boolean;
  /** Is selected for batch dispatch. */
  inSelection?: boolean;
  /** First character of the name of a peer who looks at it or has selected it. */
  seen?: string;
}

/** Worst grade first, then by id: the order decides which marker leads a cluster, so it must be stable. */
export function inMarkOrder<T extends MapCase>(cases: readonly T[]): T[] {
  return [...cases].sort(
    (a, b) =>
      GRADES.indexOf(gradeOf(a.grade)) - GRADES.indexOf(gradeOf(b.grade)) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Distance in pixels that the others keep from the selected case. */
const CLEARANCE = 38;

/**
 * The markers to draw at a zoom: the selected case is always alone at its true location, the others are
 * clustered where they would overlap and move aside for it.
 */
export function caseClusters<T extends MapCase>(
  cases: readonly T[],
  zoom: number,
  selected: string | null,
): Cluster<T>[] {
  const alone = cases.find(({ id }) => id === selected);
  const clusters = clusterPlaces(inMarkOrder(cases.filter(({ id }) => id !== selected)), zoom);
  if (!alone) return clusters;
  const centre = toSpot(alone, zoom);
  const moved = clusters.map((cluster) => {
    const spot = toSpot(cluster, zoom);
    const [dx, dy] = [spot.x - centre.x, spot.y - centre.y];
    const distance = Math.hypot(dx, dy);
    if (distance >= CLEARANCE) return cluster;
    // To the right when both are at exactly the same point.
    const [ux, uy] = distance < 0.5 ? [1, 0] : [dx / distance, dy / distance];
    return { ...cluster, ...toPlace({ x: centre.x + ux * CLEARANCE, y: centre.y + uy * CLEARANCE }, zoom) };
  });
  return [
    ...moved,
    { key: alone.id, members: [alone], longitude: alone.longitude, latitude: alone.latitude },
  ];
}
