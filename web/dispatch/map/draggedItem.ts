import type { Place } from '../../map';
import type { Grade } from '../../domain/grades';
import type { QueueCase } from '../queue/queue';

/** The open case or the selection, as it is dragged onto an organisation on the map. */
export interface DraggedItem {
  at: Place;
  count: number;
  grade: Grade;
  hollow: boolean;
  /** Locations of its cases. */
  places: readonly Place[];
  /** The map view moves once for each value. */
  goal: string;
}

const WORST: readonly Grade[] = ['red', 'yellow', 'blue'];

/** Locations of the cases that have one. */
const placesOf = (rows: readonly QueueCase[]): Place[] =>
  rows.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ longitude, latitude }],
  );

/** The open case as a dragged item; null while its location is unknown. */
export function draggedCase(row: QueueCase): DraggedItem | null {
  const [at] = placesOf([row]);
  if (!at) return null;
  const hollow = row.location_basis === 'region';
  return { at, count: 1, grade: row.grade, hollow, places: [at], goal: `case ${row.id}` };
}

/** The selection as one dragged item, in the middle of its cases; null for an empty one. */
export function draggedSelection(rows: readonly QueueCase[]): DraggedItem | null {
  const places = placesOf(rows);
  if (places.length === 0) return null;
  const middle = (of: 'longitude' | 'latitude') =>
    places.reduce((sum, place) => sum + place[of], 0) / places.length;
  return {
    at: { longitude: middle('longitude'), latitude: middle('latitude') },
    count: rows.length,
    grade: WORST.find((grade) => rows.some((row) => row.grade === grade)) ?? 'blue',
    hollow: rows.every(({ location_basis }) => location_basis === 'region'),
    places,
    // One constant value: the view moves once for the selection, not for every added case.
    goal: 'selection',
  };
}
