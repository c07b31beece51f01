import { toSpot, type Place, type Spot } from './projection';

/** What clustering needs of an item on the map. */
export interface Clusterable extends Place {
  id: string;
}

/** Items drawn as one marker; a cluster of one is the item itself. */
export interface Cluster<T extends Clusterable> extends Place {
  /** Stable while the same first member leads the cluster, so that its marker keeps the keyboard focus. */
  key: string;
  members: T[];
}

/** Distance in pixels within which markers would overlap. */
export const CLUSTER_CELL = 44;

/**
 * Clusters markers that would overlap at a zoom. Each free marker collects the free ones within a cell's
 * width of it, so that no two clusters overlap, which a plain grid cannot guarantee at the edges of its
 * cells. The grid only finds the neighbours. Members keep their order.
 */
export function clusterPlaces<T extends Clusterable>(
  items: readonly T[],
  zoom: number,
  cell: number = CLUSTER_CELL,
): Cluster<T>[] {
  const spots = items.map((item) => toSpot(item, zoom));
  const grid = new Map<string, number[]>();
  const cellOf = ({ x, y }: Spot): [number, number] => [Math.floor(x / cell), Math.floor(y / cell)];
  spots.forEach((spot, index) => {
    const name = cellOf(spot).join(':');
    const bucket = grid.get(name);
    if (bucket) bucket.push(index);
    else grid.set(name, [index]);
  });

  const taken = new Set<number>();
  const clusters: Cluster<T>[] = [];
  items.forEach((item, index) => {
    const spot = spots[index];
    if (taken.has(index) || !spot) return;
    const near: number[] = [];
    const [column, row] = cellOf(spot);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const other of grid.get(`${column + dx}:${row + dy}`) ?? []) {
          const place = spots[other];
          if (place && !taken.has(other) && Math.hypot(place.x - spot.x, place.y - spot.y) < cell)
            near.push(other);
        }
      }
    }
    near.sort((a, b) => a - b);
    near.forEach((other) => taken.add(other));
    const members = near.map((other) => items[other]).filter((member) => member !== undefined);
    // At its first member, not in the middle: the middle may overlap a neighbour.
    const { longitude, latitude } = item;
    clusters.push({
      key: members.length === 1 ? item.id : `cluster:${item.id}`,
      members,
      longitude,
      latitude,
    });
  });
  return clusters;
}

/** Whether zooming in can split a cluster: false when its members share a point even at the maximum zoom. */
export function canSplit<T extends Clusterable>(
  members: readonly T[],
  deepest: number,
  cell: number = CLUSTER_CELL,
): boolean {
  return clusterPlaces(members, deepest, cell).length > 1;
}
