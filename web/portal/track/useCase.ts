import { useCallback, useEffect, useRef, useState } from 'react';
import { toApiError, type ApiError } from '../../data/core/errors';
import { trackCase, type TrackedCase } from '../../data/portal/public';

/** Milliseconds for which a result is recent enough that returning to the page does not refetch it. */
const STALE_AFTER_MS = 20_000;

/** A case as last read. */
export interface CaseReading {
  /** Undefined: not read yet; null: number and code do not belong together. */
  found: TrackedCase | null | undefined;
  /** When `found` was read. */
  at: Date | null;
  error: ApiError | null;
  busy: boolean;
  refresh: () => void;
}

/**
 * Reads a case, on demand and when the user returns to the page; after a failure the previous result stays.
 */
export function useCase(number: string, code: string): CaseReading {
  const [state, setState] = useState<Omit<CaseReading, 'refresh'>>({
    found: undefined,
    at: null,
    error: null,
    busy: true,
  });
  const asked = useRef({ at: 0, stop: new AbortController() });

  const refresh = useCallback(() => {
    asked.current.stop.abort();
    const stop = new AbortController();
    asked.current = { at: Date.now(), stop };
    setState((before) => ({ ...before, busy: true }));
    trackCase(number, code, stop.signal).then(
      (found) => {
        if (!stop.signal.aborted) setState({ found, at: new Date(), error: null, busy: false });
      },
      (failure) => {
        if (!stop.signal.aborted)
          setState((before) => ({ ...before, error: toApiError(failure), busy: false }));
      },
    );
  }, [number, code]);

  useEffect(() => {
    refresh();
    const back = () => {
      if (document.visibilityState === 'visible' && Date.now() - asked.current.at > STALE_AFTER_MS) refresh();
    };
    document.addEventListener('visibilitychange', back);
    window.addEventListener('focus', back);
    window.addEventListener('online', back);
    return () => {
      asked.current.stop.abort();
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('focus', back);
      window.removeEventListener('online', back);
    };
  }, [refresh]);

  return { ...state, refresh };
}
