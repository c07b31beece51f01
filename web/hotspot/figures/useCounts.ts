import { useMemo } from 'react';
import { type HotspotFilter, mapAreas, mapMonths } from '../../data/console/hotspots';
import { useRead } from '../../data/hooks/useRead';
import { levelOf as digitsOf } from '../../domain/regionCode';
import { type Level, levelOf, monthTable } from './figures';

/** Query key prefix of everything counted here, so that an announced change refetches it all. */
export const COUNTS = 'hotspot';

/** Answers stay cached until the database announces a change. */
export const KEPT = { staleTime: Infinity } as const;

/** The counts of a parent's areas, with that parent. */
export interface Counted {
  parent: string;
  level: Level;
}

/** The counts of the areas below a parent; null begins at the top of the user's scope. */
export function useCounts(parent: string | null, filter: HotspotFilter) {
  const read = useRead([COUNTS, 'areas', parent, filter], (signal) => mapAreas(parent, filter, signal), KEPT);
  const { data } = read;
  const counted = useMemo<Counted | null>(() => {
    const [first] = data ?? [];
    if (!data || !first) return null;
    // The parent is the region of the highest level.
    const head =
      parent ?? data.reduce((top, row) => (digitsOf(row.code) < digitsOf(top) ? row.code : top), first.code);
    return { parent: head, level: levelOf(data, head) };
  }, [data, parent]);
  return { ...read, counted };
}

/** The counts of the same areas by month, for the player; requested only while it is open. */
export function useMonths(parent: string | null, filter: HotspotFilter, open: boolean, present: string) {
  const read = useRead([COUNTS, 'months', parent, filter], (signal) => mapMonths(parent, filter, signal), {
    ...KEPT,
    enabled: open,
  });
  const { data } = read;
  const months = useMemo(() => (data ? monthTable(data, present) : null), [data, present]);
  return { ...read, months };
}
