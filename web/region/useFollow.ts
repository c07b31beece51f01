import { useEffect, useState } from 'react';
import { ask } from '../data/core/changes';
import type { RegionProgress } from '../data/console/regionTree';

/** Milliseconds between two batches, so that other requests get their turn. */
const PAUSE_MS = 300;

/**
 * Moves the cases of a change to their new code, a thousand at a time, until all are moved or the screen is
 * left. The database continues by itself every minute, so leaving loses nothing.
 */
export function useFollow(start: RegionProgress) {
  const [progress, setProgress] = useState(start);
  const [error, setError] = useState<unknown>(null);
  const { id, finished } = progress;
  useEffect(() => {
    if (finished || error) return;
    const leaving = new AbortController();
    const follow = async () => {
      while (!leaving.signal.aborted) {
        const [next] = await ask('continue_region_change', { change_id: id }, leaving.signal);
        setProgress(next as RegionProgress);
        if ((next as RegionProgress).finished) return;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    };
    follow().catch((failure: unknown) => {
      if (!leaving.signal.aborted) setError(failure);
    });
    return () => leaving.abort();
  }, [id, finished, error]);
  return { progress, error, retry: () => setError(null) };
}
