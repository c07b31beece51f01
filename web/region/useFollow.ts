import { useEffect, useState } from 'react';
import { ask } from '../data/changes';
import type { RegionProgress } from '../data/regionTree';

/** Between two batches, so that others at the database come in between. */
const BREATH_MS = 300;

/**
 * Lets the cases of a change follow, a thousand at a time, until all have or the screen is left. The database goes on
 * by itself every minute, so leaving loses nothing.
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
        await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
      }
    };
    follow().catch((failure: unknown) => {
      if (!leaving.signal.aborted) setError(failure);
    });
    return () => leaving.abort();
  }, [id, finished, error]);
  return { progress, error, retry: () => setError(null) };
}
