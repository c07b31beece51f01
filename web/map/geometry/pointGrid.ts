import type { Spot } from './projection';

const CELL = 32;

/** Points in a grid of cells, to find one among thousands quickly. */
export class PointGrid<Point extends Spot> {
  private readonly cells = new Map<string, Point[]>();

  constructor(points: readonly Point[]) {
    for (const point of points) {
      const name = `${Math.floor(point.x / CELL)}:${Math.floor(point.y / CELL)}`;
      const cell = this.cells.get(name);
      if (cell) cell.push(point);
      else this.cells.set(name, [point]);
    }
  }

  /** Every point in the cells around a place. */
  around({ x, y }: Spot, reach: number): Point[] {
    const found: Point[] = [];
    for (let column = Math.floor((x - reach) / CELL); column <= Math.floor((x + reach) / CELL); column += 1)
      for (let row = Math.floor((y - reach) / CELL); row <= Math.floor((y + reach) / CELL); row += 1)
        found.push(...(this.cells.get(`${column}:${row}`) ?? []));
    return found;
  }
}

/** The nearest point within reach; among equals the one drawn last, which is on top. */
export function nearestPoint<Point extends Spot>(
  grid: PointGrid<Point>,
  spot: Spot,
  reach: number,
): Point | null {
  let nearest: Point | null = null;
  let least = reach;
  for (const point of grid.around(spot, reach)) {
    const distance = Math.hypot(point.x - spot.x, point.y - spot.y);
    if (distance <= least) [nearest, least] = [point, distance];
  }
  return nearest;
}
