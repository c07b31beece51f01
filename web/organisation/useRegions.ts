import { countyOutlines, regionsOf } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';

/** Regions by their codes, with names and centre points. */
export function useRegions(codes: readonly string[]) {
  return useRead(['regions', 'of', ...codes], (signal) => regionsOf(codes, signal), {
    enabled: codes.length > 0,
    staleTime: 5 * 60_000,
  });
}

/** County outlines; cached while the console is open, because they do not change. */
export function useCountyOutlines() {
  return useRead(['county_outlines'], countyOutlines);
}
