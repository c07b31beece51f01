import { ask } from './changes';
import { type Proposal, proposalsIn } from './proposals';
import { useRead } from './useRead';

/** What the database says of a place told for a region. */
export interface Verdict {
  /** Code of what is wrong; its words stand under `error.<code>`. */
  problem: string;
  /** The county in which the point lies. */
  county: string | null;
  proposals: Proposal[];
}

/** Has a place judged as soon as it stands there; null while nothing is wrong with it, or nobody knows yet. */
export function useVerdict(
  region_code: string,
  place: { longitude: number; latitude: number } | null,
): Verdict | null {
  const { data } = useRead(
    ['judge_point', region_code, place?.longitude, place?.latitude],
    (signal) => ask('judge_point', { region_code, ...place }, signal),
    { enabled: place !== null && region_code !== '', staleTime: 60_000 },
  );
  const row = data?.[0];
  return row?.problem ? { problem: row.problem, county: row.county, proposals: proposalsIn(row) } : null;
}
