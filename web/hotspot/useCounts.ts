import { useMemo } from 'react';
import { type HotspotFilter, mapAreas, mapMonths } from '../data/hotspots';
import { useRead } from '../data/useRead';
import { levelOf as digitsOf } from '../data/regionCode';
import { type Level, levelOf, monthTable } from './figures';

/** Everything counted here lies below this key, so that news of a change refreshes it all. */
export const COUNTS = 'hotspot';

/** Answers stay until the database tells of a change. */
export const KEPT = { staleTime: Infinity } as const;

/** The figures of a parent's areas, with the parent that they belong to. */
export interface Counted {
  parent: string;
  level: Level;
}

/** The counts of the areas below a parent; null begins at the reader's own reach. */
export function useCounts(parent: string | null, filter: HotspotFilter) {
  const read = useRead([COUNTS, 'areas', parent, filter], (signal) => mapAreas(parent, filter, signal), KEPT);
  const { data } = read;
  const counted = useMemo<Counted | null>(() => {
    const [first] = data ?? [];
    if (!data || !first) return null;
    // The parent is the one of the highest level.
    const head =
      parent ?? data.reduce((top, row) => (digitsOf(row.code) < digitsOf(top) ? row.code : top), first.code);
    return { parent: head, level: levelOf(data, head) };
  }, [data, parent]);
  return { ...read, counted };
}

/** The same areas month by month, for the player; asked for only while it is open. */
export function useMonths(parent: string | null, filter: HotspotFilter, open: boolean, present: string) {
  const read = useRead([COUNTS, 'months', parent, filter], (signal) => mapMonths(parent, filter, signal), {
    ...KEPT,
    enabled: open,
  });
  const { data } = read;
  const months = useMemo(() => (data ? monthTable(data, present) : null), [data, present]);
  return { ...read, months };
}
