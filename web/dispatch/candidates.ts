import type { MapCase, MapOrganisation } from '../map';
import type { DispatchSuggestion } from '../data/records';
import { tabOf, type QueueCase } from './queue';

/** A candidate with its rank, as list and map show it. */
export interface Candidate extends DispatchSuggestion {
  rank: number;
}

/** Numbers the candidates in the order in which the database ranked them. */
export function ranked(suggestions: readonly DispatchSuggestion[]): Candidate[] {
  return suggestions.map((suggestion, index) => ({ ...suggestion, rank: index + 1 }));
}

/** Share of the capacity in use, 0–100; an organisation without a stated capacity has none. */
export function loadPercent({
  open_cases,
  capacity,
}: Pick<DispatchSuggestion, 'open_cases' | 'capacity'>): number {
  return capacity > 0 ? Math.min(100, Math.round((100 * open_cases) / capacity)) : 0;
}

/** Candidates that have a place, as pins. Without one they are in the list only. */
export function candidatePins(
  candidates: readonly Candidate[],
  label: (candidate: Candidate) => string,
  distance: (kilometres: number) => string,
): MapOrganisation[] {
  return candidates.flatMap((candidate) => {
    const { organisation_id: id, rank, longitude, latitude, distance_km } = candidate;
    if (longitude === null || latitude === null) return [];
    return [
      {
        id,
        rank,
        longitude,
        latitude,
        label: label(candidate),
        distance: distance_km === null ? '' : distance(distance_km),
      },
    ];
  });
}

/** The queue as marks; `open` is shown even when it lies in another pile. */
export function caseMarks(
  cases: readonly QueueCase[],
  open: QueueCase | null,
  label: (row: QueueCase) => string,
): MapCase[] {
  const shown = open && !cases.some(({ id }) => id === open.id) ? [...cases, open] : cases;
  return shown.flatMap((row) => {
    const { longitude, latitude, location_basis: basis } = row;
    // What cannot be placed stands in the queue and in a list of its own.
    if (longitude === null || latitude === null || basis === 'none') return [];
    const tab = tabOf(row.status);
    return {
      id: row.id,
      longitude,
      latitude,
      grade: row.grade,
      basis,
      waiting: tab === 'submitted' || tab === 'accepted',
      label: label(row),
    };
  });
}

/** The county to show first: that of the post, whatever its level; none for the whole city. */
export function focusCounty(scopeCode: string | null): string | null {
  return scopeCode && scopeCode.length >= 6 ? scopeCode.slice(0, 6) : null;
}
