import type { Place } from '../map';
import type { Grade } from '../data/records';
import type { QueueCase } from './queue';

/** What is put onto an organisation on the map: the open case, or the selection. */
export interface DraggedItem {
  at: Place;
  count: number;
  grade: Grade;
  hollow: boolean;
  /** Where its cases lie. */
  places: readonly Place[];
  /** The view moves once for each. */
  goal: string;
}

const WORST: readonly Grade[] = ['red', 'yellow', 'blue'];

/** Where the cases lie that can be placed at all. */
const placesOf = (rows: readonly QueueCase[]): Place[] =>
  rows.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ longitude, latitude }],
  );

/** The open case as a dragged item; null while nobody knows where it is. */
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
    // Once for the selection, not for every case that is added to it.
    goal: 'selection',
  };
}
