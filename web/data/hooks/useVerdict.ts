import { ask } from '../core/changes';
import { type Proposal, proposalsIn } from '../core/proposals';
import { useRead } from './useRead';

/** What the database says about a location given for a region. */
export interface Verdict {
  /** Error code of the problem; its message is `error.<code>`. */
  problem: string;
  /** The county in which the point lies. */
  county: string | null;
  proposals: Proposal[];
}

/** Has a location checked while it is being entered; null while there is no problem or no answer yet. */
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
