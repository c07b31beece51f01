import { useCallback, useEffect, useState } from 'react';
import { toApiError, type ApiError } from '../../data/core/errors';
import { partyView, type PartyView } from '../../data/portal/parties';
import type { Pair } from '../tracking';

/** A party's own view, refetched whenever the case is; after a failure the previous one stays. */
export function usePart({ number, code }: Pair, seen: Date | null) {
  const [view, setView] = useState<PartyView | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    partyView(number, code, stop.signal).then(
      (found) => {
        if (stop.signal.aborted) return;
        setView(found);
        setError(null);
      },
      (failure) => {
        if (!stop.signal.aborted) setError(toApiError(failure));
      },
    );
    return () => stop.abort();
  }, [number, code, seen, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { view, error, again };
}
