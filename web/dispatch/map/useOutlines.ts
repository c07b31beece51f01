import { countyOutlines } from '../../data/console/regions';
import { useRead } from '../../data/hooks/useRead';

/** County outlines with their names; cached while the console is open, because they do not change. */
export function useOutlines() {
  return useRead(['county_outlines'], countyOutlines, { staleTime: Infinity });
}
