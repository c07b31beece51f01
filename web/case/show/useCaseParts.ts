import { readCaseFile, type CaseRecord } from '../../data/console/cases';
import type { CaseParts } from '../../data/console/caseParts';
import { useRead } from '../../data/hooks/useRead';

/** What a form about a case shows besides its stage. */
export interface OpenParts {
  parts: CaseParts | undefined;
  error: Error | null;
  retry: () => void;
}

/** The parts of an open case; the page that has it open has read them already. */
export function useCaseParts({ id }: Pick<CaseRecord, 'id'>): OpenParts {
  const read = useRead(['case', id], (signal) => readCaseFile(id, signal), { staleTime: 2000 });
  return { parts: read.data, error: read.error, retry: () => void read.refetch() };
}
