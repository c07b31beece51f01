import { useMemo } from 'react';
import { suggestDispatch } from '../../data/console/dispatch';
import { useRead } from '../../data/hooks/useRead';
import { ranked } from './candidates';

/**
 * The organisations that could take a case, best first. The version is part of the cache key, because a
 * changed case may be ranked differently. Null reads nothing.
 */
export function useSuggestions(caseId: string | null, version: number) {
  const read = useRead(
    ['suggest_dispatch', caseId, version],
    (signal) => suggestDispatch(caseId ?? '', signal),
    {
      enabled: caseId !== null,
      staleTime: 30_000,
    },
  );
  const { data, error, isPending, refetch } = read;
  const candidates = useMemo(() => (caseId && data ? ranked(data) : []), [caseId, data]);
  return { candidates, error, isPending, refetch };
}
