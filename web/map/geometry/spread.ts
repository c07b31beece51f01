import type { Spot } from './projection';

/**
 * Offsets for markers at the same point: a ring for a few, a spiral for many, each at least `gap` pixels from
 * the next.
 */
export function fanOut(count: number, gap: number): Spot[] {
  if (count <= 1) return Array.from({ length: count }, () => ({ x: 0, y: 0 }));
  if (count <= 9) {
    const radius = Math.max(gap * 0.9, gap / (2 * Math.sin(Math.PI / count)));
    return Array.from({ length: count }, (_, index) => {
      const angle = (2 * Math.PI * index) / count - Math.PI / 2;
      return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    });
  }
  const offsets: Spot[] = [];
  let angle = 0;
  for (let index = 0; index < count; index += 1) {
    const radius = gap * (1 + (1.1 * angle) / (2 * Math.PI));
    offsets.push({ x: radius * Math.cos(angle - Math.PI / 2), y: radius * Math.sin(angle - Math.PI / 2) });
    angle += (gap * 1.08) / radius;
  }
  return offsets;
}

/**
 * Offsets that separate markers that are too close: each group of neighbours is fanned out around its middle.
 * Other markers stay in place.
 */
export function partNeighbours(spots: readonly Spot[], gap: number): Spot[] {
  const offsets: Spot[] = spots.map(() => ({ x: 0, y: 0 }));
  const grouped = new Set<number>();
  spots.forEach((first, start) => {
    if (grouped.has(start)) return;
    const group = [start];
    grouped.add(start);
    spots.forEach((other, index) => {
      if (!grouped.has(index) && Math.hypot(other.x - first.x, other.y - first.y) < gap) {
        group.push(index);
        grouped.add(index);
      }
    });
    if (group.length === 1) return;
    const members = group.map((index) => spots[index]).filter((spot) => spot !== undefined);
    const middle = {
      x: members.reduce((sum, { x }) => sum + x, 0) / members.length,
      y: members.reduce((sum, { y }) => sum + y, 0) / members.length,
    };
    fanOut(group.length, gap).forEach((offset, place) => {
      const index = group[place];
      const spot = index === undefined ? undefined : spots[index];
      if (index !== undefined && spot) {
        offsets[index] = { x: middle.x + offset.x - spot.x, y: middle.y + offset.y - spot.y };
      }
    });
  });
  return offsets;
}
