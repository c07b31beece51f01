import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { adjacentTab, TAB_NAMES, type Tab } from './queue/queue';

/** The URL holds the tab and the open case: links lead there, and the phone's back button closes the case. */
export function useDeskAddress() {
  const [params, setParams] = useSearchParams();
  const named = params.get('tab');
  const tab: Tab = TAB_NAMES.find((name) => name === named) ?? 'submitted';
  const openId = params.get('case');

  const goToTab = useCallback(
    (next: Tab) =>
      setParams(
        (last) => {
          const address = new URLSearchParams(last);
          address.set('tab', next);
          return address;
        },
        { replace: true },
      ),
    [setParams],
  );
  // Two quick presses move two tabs, although the first has not been rendered yet.
  const wanted = useRef(tab);
  useEffect(() => {
    wanted.current = tab;
  }, [tab]);
  const stepTab = useCallback(
    (by: 1 | -1) => {
      wanted.current = adjacentTab(wanted.current, by);
      goToTab(wanted.current);
    },
    [goToTab],
  );
  const goCase = useCallback(
    (id: string | null) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          if (id) next.set('case', id);
          else next.delete('case');
          return next;
        },
        // Moving between cases replaces the entry, so that "back" still leads to the queue.
        { replace: id === null || openId !== null },
      ),
    [setParams, openId],
  );
  return useMemo(() => ({ tab, openId, goToTab, stepTab, goCase }), [tab, openId, goToTab, stepTab, goCase]);
}
