import type { Outline } from './outline';
import { labelPlace } from './outline';
import type { Place } from './projection';

/** What the statistics say of an area, told by shape and word. */
export type AreaMark = 'hot' | 'rising';

/** An area as the map draws it: its shape, or a bubble where there is none. */
export interface MapArea {
  code: string;
  name: string;
  shape: Outline | null;
  /** The area's middle; null for an area that nobody has placed. */
  place: Place | null;
  /** Colour of its class. */
  fill: string;
  /** Pixels of the bubble that stands for an area without a shape. */
  radius: number;
  /** Short figure under the name. */
  figure: string;
  /** Accessible name. */
  label: string;
  /** Lines shown when it is pointed at. */
  tip: readonly string[];
  marks: readonly { mark: AreaMark; word: string }[];
  /** Where its name matters most, first: names that would cover a greater one stay away. */
  weight: number;
}

/** Signs of the marks. */
export const AREA_SIGNS: Record<AreaMark, string> = { hot: '◆', rising: '▲' };

const places = new WeakMap<Outline, Place>();

/** Where an area's name stands: inside its shape, else at its middle. Null when it cannot be drawn. */
export function namePlace({ shape, place }: Pick<MapArea, 'shape' | 'place'>): Place | null {
  if (!shape) return place;
  const known = places.get(shape);
  if (known) return known;
  const found = labelPlace(shape);
  places.set(shape, found);
  return found;
}

/** So many degrees of latitude count as one line of reading. */
const LINE = 0.12;

/** Areas in the order in which they are read: from north to south, in a line from west to east. */
export function inReadingOrder<T extends Pick<MapArea, 'shape' | 'place'>>(areas: readonly T[]): T[] {
  const line = (area: T) => Math.round(-(namePlace(area)?.latitude ?? 0) / LINE);
  const column = (area: T) => namePlace(area)?.longitude ?? 0;
  return [...areas].sort((a, b) => line(a) - line(b) || column(a) - column(b));
}
