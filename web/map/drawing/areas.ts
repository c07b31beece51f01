import { type Outline, labelPlace } from '../geometry/outline';
import type { Place } from '../geometry/projection';

/** A statistical result about an area, shown by symbol and text. */
export type AreaMark = 'hot' | 'rising';

/** An area as the map draws it: its shape, or a bubble where there is none. */
export interface MapArea {
  code: string;
  name: string;
  shape: Outline | null;
  /** The area's centre; null when unknown. */
  place: Place | null;
  /** Colour of its class. */
  fill: string;
  /** Radius in pixels of the bubble for an area without a shape. */
  radius: number;
  /** Short number below the name. */
  figure: string;
  /** Accessible name. */
  label: string;
  /** Lines of the tooltip. */
  tip: readonly string[];
  marks: readonly { mark: AreaMark; word: string }[];
  /** Labels with a larger weight hide overlapping ones. */
  weight: number;
}

/** Symbols of the marks. */
export const AREA_SIGNS: Record<AreaMark, string> = { hot: '◆', rising: '▲' };

const places = new WeakMap<Outline, Place>();

/**
 * Where an area's label is drawn: inside its shape, otherwise at its centre. Null when it cannot be drawn.
 */
export function namePlace({ shape, place }: Pick<MapArea, 'shape' | 'place'>): Place | null {
  if (!shape) return place;
  const known = places.get(shape);
  if (known) return known;
  const found = labelPlace(shape);
  places.set(shape, found);
  return found;
}

/** Areas within this many degrees of latitude count as one line. */
const LINE = 0.12;

/** Areas in reading order: from north to south, within a line from west to east. */
export function inReadingOrder<T extends Pick<MapArea, 'shape' | 'place'>>(areas: readonly T[]): T[] {
  const line = (area: T) => Math.round(-(namePlace(area)?.latitude ?? 0) / LINE);
  const column = (area: T) => namePlace(area)?.longitude ?? 0;
  return [...areas].sort((a, b) => line(a) - line(b) || column(a) - column(b));
}
