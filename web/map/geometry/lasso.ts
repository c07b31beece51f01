import type { Cluster } from './cluster';
import type { MapCase } from '../drawing/caseMarks';
import type { Spot } from './projection';

/** Whether a point lies inside a drawn line, which is closed automatically (even-odd rule). */
export function isWithin(line: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false;
  line.forEach((from, index) => {
    const to = line[(index + 1) % line.length] ?? from;
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x)
      inside = !inside;
  });
  return inside;
}

/** The corners of a rectangle as a line. */
export const asLine = ({ x, y, width, height }: Frame): Spot[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

/** A rectangle on the map, in pixels of the view. */
export interface Frame extends Spot {
  width: number;
  height: number;
}

/** A rectangle moved or resized by one key press, kept within the view. */
export function stepped(frame: Frame, step: Spot, resize: boolean, view: Spot): Frame {
  const least = 48;
  const between = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  if (resize)
    return {
      ...frame,
      width: between(frame.width + step.x, least, view.x - frame.x),
      height: between(frame.height + step.y, least, view.y - frame.y),
    };
  return {
    ...frame,
    x: between(frame.x + step.x, 0, view.x - frame.width),
    y: between(frame.y + step.y, 0, view.y - frame.height),
  };
}

/** The cases whose markers a line encloses; a cluster stands for all of its cases. */
export function caughtBy(
  line: readonly Spot[],
  marks: readonly Cluster<MapCase>[],
  spotOf: (mark: Cluster<MapCase>) => Spot,
): string[] {
  if (line.length < 3) return [];
  return marks
    .filter((mark) => isWithin(line, spotOf(mark)))
    .flatMap(({ members }) => members.map(({ id }) => id));
}
