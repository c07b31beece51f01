import type { MapCase, MapOrganisation } from '../../map';
import type { DispatchSuggestion } from '../../data/console/dispatch';
import type { Peer } from '../presence/peers';
import { maySelect, tabOf, type MarkedCase } from '../queue/queue';

/** A candidate organisation with its rank, as list and map show it. */
export interface Candidate extends DispatchSuggestion {
  rank: number;
}

/** Numbers the candidates in the database's order. */
export function ranked(suggestions: readonly DispatchSuggestion[]): Candidate[] {
  return suggestions.map((suggestion, index) => ({ ...suggestion, rank: index + 1 }));
}

/** Load in percent of the capacity, 0–100; null for an organisation without a stated capacity. */
export function loadPercent({
  open_cases,
  capacity,
}: Pick<DispatchSuggestion, 'open_cases' | 'capacity'>): number {
  return capacity > 0 ? Math.min(100, Math.round((100 * open_cases) / capacity)) : 0;
}

/** The fields of an organisation that a pin needs. */
export type Placed = Pick<Candidate, 'organisation_id' | 'rank' | 'name' | 'longitude' | 'latitude'> & {
  distance_km?: number | null;
};

/** Candidates with a known location, as pins; the others are in the list only. */
export function candidatePins<One extends Placed>(
  candidates: readonly One[],
  label: (candidate: One) => string,
  distance: (kilometres: number) => string,
): MapOrganisation[] {
  return candidates.flatMap((candidate) => {
    const { organisation_id: id, rank, longitude, latitude, distance_km = null } = candidate;
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

/** Which cases are drawn as selected, and the peers to show at their cases. */
export interface Marking {
  inSelection: ReadonlySet<string>;
  peers: readonly Peer[];
}

const NOTHING_MARKED: Marking = { inSelection: new Set(), peers: [] };

/** Cases as markers; the open case and the selection are included even when they are outside the filter. */
export function caseMarks(
  cases: readonly MarkedCase[],
  always: readonly MarkedCase[],
  label: (row: MarkedCase) => string,
  { inSelection, peers }: Marking = NOTHING_MARKED,
): MapCase[] {
  const known = new Set(cases.map(({ id }) => id));
  const shown = [...cases, ...new Map(always.map((row) => [row.id, row])).values()].filter(
    (row, index) => index < cases.length || !known.has(row.id),
  );
  return shown.flatMap((row) => {
    const { longitude, latitude, location_basis: basis } = row;
    // A case without a location has no marker; the queue and the list of unplaced cases show it.
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
      selectable: maySelect(row),
      inSelection: inSelection.has(row.id),
      seen: peers.find((peer) => peer.looking.has(row.id) || peer.inSelection.has(row.id))?.name.slice(0, 1),
    };
  });
}
