import { useRef } from 'react';
import { useMe } from '../../data/hooks/Me';
import {
  type PartiesSide,
  type RatingRecord,
  readPartiesSide,
  readRatings,
} from '../../data/console/partiesSide';
import type { CaseRecord } from '../../data/console/cases';
import { useRead } from '../../data/hooks/useRead';

/** Reads the parties' side, again for each version of the case; the previous one stays visible meanwhile. */
export function useSide({ id, version }: Pick<CaseRecord, 'id' | 'version'>) {
  const { role } = useMe();
  // The database shows these roles nothing of it.
  const enabled = role !== 'administrator' && role !== 'reporter';
  const read = useRead(['parties_side', id, version], (signal) => readPartiesSide(id, signal), {
    enabled,
    staleTime: 2000,
  });
  const last = useRef<{ id: string; side: PartiesSide } | null>(null);
  if (read.data) last.current = { id, side: read.data };
  const before = last.current?.id === id ? last.current.side : undefined;
  return { enabled, side: read.data ?? before, error: read.error, retry: () => void read.refetch() };
}

const NONE: RatingRecord[] = [];

/** The ratings of a case that the user may read. */
export function useRatings({ id, version, status }: Pick<CaseRecord, 'id' | 'version' | 'status'>) {
  const read = useRead(['ratings', id, version], (signal) => readRatings(id, signal), {
    enabled: status === 'closed',
    staleTime: 2000,
  });
  return read.data ?? NONE;
}
