import { useCallback, useEffect, useRef, useState } from 'react';
import { caseCounts } from '../data/cases';
import { countTabs, type Tab } from './queue';

/** How many cases lie in each tab, null until known. One reading at a time; a call during one asks once more. */
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
      // A wrong number is worse than none; the queue itself tells of the broken connection.
      setCounts(null);
    } finally {
      busy.current = false;
    }
  }, []);

  useEffect(() => void refresh(), [refresh]);
  return { counts, refresh };
}
