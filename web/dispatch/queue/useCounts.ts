import { useCallback, useEffect, useRef, useState } from 'react';
import { caseCounts } from '../../data/console/cases';
import { countTabs, type Tab } from './queue';

/**
 * The number of cases in each tab, null until known. Only one request runs at a time; a call during it
 * triggers one more.
 */
export function useCounts() {
  const [counts, setCounts] = useState<Record<Tab, number> | null>(null);
  const busy = useRef(false);
  const again = useRef(false);

  const refresh = useCallback(async () => {
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    try {
      do {
        again.current = false;
        setCounts(countTabs(await caseCounts()));
      } while (again.current);
    } catch {
      // A wrong count is worse than none; the queue itself shows that the connection is lost.
      setCounts(null);
    } finally {
      busy.current = false;
    }
  }, []);

  useEffect(() => void refresh(), [refresh]);
  return { counts, refresh };
}
