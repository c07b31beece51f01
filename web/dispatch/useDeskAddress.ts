import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { pileBeside, TAB_NAMES, type Tab } from './queue';

/** Pile and open case live in the address: a link leads there, and the phone's back button closes the case. */
export function useDeskAddress() {
  const [params, setParams] = useSearchParams();
  const named = params.get('pile');
  const pile: Tab = TAB_NAMES.find((tab) => tab === named) ?? 'submitted';
  const openId = params.get('case');

  const goPile = useCallback(
    (tab: Tab) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          next.set('pile', tab);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  // Two quick presses go two piles on, though the first has not been shown yet.
  const wanted = useRef(pile);
  useEffect(() => {
    wanted.current = pile;
  }, [pile]);
  const stepPile = useCallback(
    (by: 1 | -1) => {
      wanted.current = pileBeside(wanted.current, by);
      goPile(wanted.current);
    },
    [goPile],
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
        // From case to case the way back still leads to the queue.
        { replace: id === null || openId !== null },
      ),
    [setParams, openId],
  );
  return useMemo(
    () => ({ pile, openId, goPile, stepPile, goCase }),
    [pile, openId, goPile, stepPile, goCase],
  );
}
