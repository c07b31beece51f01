import { countyOutlines } from '../data/regions';
import { useRead } from '../data/useRead';

/** County outlines with their names; they do not change while the console is open. */
export function useOutlines() {
  return useRead(['county_outlines'], countyOutlines, { staleTime: Infinity });
}
