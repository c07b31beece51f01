import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { toApiError, type ApiError } from '../data/core/errors';

/** A request that is pending, finished or failed. */
export interface Load<T> {
  data: T | null;
  error: ApiError | null;
  /** Whether it is no longer pending; a result may be null. */
  finished: boolean;
  again: () => void;
}

/** Results of this visit, so that going back shows them at once. */
const cache = new Map<string, unknown>();

/** Reads something that does not change during a visit; an empty key reads nothing. */
export function useLoad<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ key: string; error: ApiError | null } | null>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (key === '' || cache.has(key)) return;
    const stop = new AbortController();
    setState(null);
    latest.current(stop.signal).then(
      (data) => {
        cache.set(key, data);
        // A transition renders a long list in small steps, so that a slow phone stays responsive.
        if (!stop.signal.aborted) startTransition(() => setState({ key, error: null }));
      },
      (failure) => {
        if (!stop.signal.aborted) setState({ key, error: toApiError(failure) });
      },
    );
    return () => stop.abort();
  }, [key, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return {
    data: (cache.get(key) as T | undefined) ?? null,
    error: state?.key === key ? state.error : null,
    finished: cache.has(key) || (state?.key === key && state.error !== null),
    again,
  };
}
