import { countyOutlines } from '../data/regions';
import { useRead } from '../data/useRead';

/** County outlines with their names; cached while the console is open, because they do not change. */
export function useOutlines() {
  return useRead(['county_outlines'], countyOutlines, { staleTime: Infinity });
}
