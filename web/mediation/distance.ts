import type { CaseRecord } from '../data/console/cases';
import type { Place } from '../map';

/** A case with its distance in kilometres; null when the case's or the user's location is unknown. */
export interface NearCase {
  row: CaseRecord;
  place: Place | null;
  kilometres: number | null;
}

/** Kilometres between two places of one city. */
export function kilometresBetween(a: Place, b: Place): number {
  const middle = ((a.latitude + b.latitude) / 2) * (Math.PI / 180);
  return 111.32 * Math.hypot((a.longitude - b.longitude) * Math.cos(middle), a.latitude - b.latitude);
}

/**
 * Nearest first; cases without a location are last. Cases at equal distance, and all without an origin, keep
 * their order.
 */
export function byNearness(rows: readonly CaseRecord[], from: Place | null): NearCase[] {
  const near = rows.map((row) => {
    const { longitude, latitude } = row;
    const place = longitude === null || latitude === null ? null : { longitude, latitude };
    return { row, place, kilometres: place && from && kilometresBetween(place, from) };
  });
  return near.toSorted((a, b) => (a.kilometres ?? Infinity) - (b.kilometres ?? Infinity) || 0);
}

/** A distance in a readable unit: 350 metres, 2.4 kilometres, 18 kilometres. */
export function distanceIn(kilometres: number): { unit: 'metres' | 'kilometres'; n: string } {
  if (kilometres < 0.95)
    return { unit: 'metres', n: String(Math.max(10, Math.round(kilometres * 100) * 10)) };
  return { unit: 'kilometres', n: kilometres < 10 ? kilometres.toFixed(1) : String(Math.round(kilometres)) };
}
