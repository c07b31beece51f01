import { clusterPlaces, type Cluster } from './cluster';
import { gradeOf, GRADES } from './marks';
import { toPlace, toSpot, type Place } from './projection';

/** A case as the map draws it. */
export interface MapCase extends Place {
  id: string;
  grade: string | null;
  /** `region`: the spot is only the middle of the case's region, drawn hollow. */
  basis: string | null;
  /** Nobody handles it yet: the mark pulses. */
  waiting: boolean;
  /** The light of its next deadline: soon and overdue are drawn beside the mark. */
  light?: 'green' | 'amber' | 'red' | null;
  /** Accessible name of the mark. */
  label: string;
  /** May be put onto the selection of those to be dispatched together. */
  selectable?: boolean;
  /** Lies on the selection of those to be dispatched together. */
  inSelection?: boolean;
  /** First character of a colleague's name who looks at it or has selected it. */
  seen?: string;
}

/** Worst grade first, then by id: the order decides which mark leads a cluster, so it must not flicker. */
export function inMarkOrder<T extends MapCase>(cases: readonly T[]): T[] {
  return [...cases].sort(
    (a, b) =>
      GRADES.indexOf(gradeOf(a.grade)) - GRADES.indexOf(gradeOf(b.grade)) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** How far the others make room for the selected case, in pixels. */
const ROOM = 38;

/**
 * The marks to draw at a zoom: the selected case always stands alone at its true spot, the others join where they
 * would overlap and make room for it.
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
    if (distance >= ROOM) return cluster;
    // Straight to the right when both are on the very same spot.
    const [ux, uy] = distance < 0.5 ? [1, 0] : [dx / distance, dy / distance];
    return { ...cluster, ...toPlace({ x: centre.x + ux * ROOM, y: centre.y + uy * ROOM }, zoom) };
  });
  return [
    ...moved,
    { key: alone.id, members: [alone], longitude: alone.longitude, latitude: alone.latitude },
  ];
}
