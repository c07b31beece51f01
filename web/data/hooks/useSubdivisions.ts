import { useMemo } from 'react';
import { regionsBelow } from '../console/regions';
import { useRead } from './useRead';

/** Milliseconds for which the tree is cached: only administrators change it, and rarely. */
const CACHE_MS = 10 * 60_000;

/** A region with a centre point. */
interface PlacedRegion {
  code: string;
  name: string;
  longitude: number;
  latitude: number;
}

/**
 * The regions with a centre point directly below one; none while they cannot be read, because a map works
 * without them.
 */
export function useSubdivisions(code: string | null): readonly PlacedRegion[] {
  const { data } = useRead(['subdivisions', code], (signal) => regionsBelow(code, signal), {
    enabled: code !== null,
    staleTime: CACHE_MS,
  });
  return useMemo(
    () =>
      (data ?? []).flatMap(({ code: own, name, longitude, latitude }) =>
        longitude === null || latitude === null ? [] : [{ code: own, name, longitude, latitude }],
      ),
    [data],
  );
}
