import { suggestDispatch } from '../data/cases';
import { useRead } from '../data/useRead';
import { ranked } from './candidates';

/**
 * The organisations that could take a case, best first. The version belongs to the key: a case that changed may be
 * ranked differently. Null reads nothing.
 */
export function useSuggestions(caseId: string | null, version: number) {
  return useRead(
    ['suggest_dispatch', caseId, version],
    async (signal) => ranked(await suggestDispatch(caseId ?? '', signal)),
    { enabled: caseId !== null, staleTime: 30_000 },
  );
}
