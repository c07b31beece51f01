import { type CaseFile, readCaseFile } from '../data/cases';
import { type Liveness, useLive } from '../data/useLive';
import { useRead } from '../data/useRead';

/** A case on the screen, kept up to date by its hints. */
export interface OpenCase {
  file: CaseFile | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
  liveness: Liveness;
}

/** Several parts of a screen may open the same case in one moment: they share one reading. */
const SHARED_MS = 2000;

/** Reads a case with everything its page shows and follows its changes. */
export function useCaseFile(id: string): OpenCase {
  const read = useRead(['case', id], (signal) => readCaseFile(id, signal), { staleTime: SHARED_MS });
  const { refetch } = read;
  const liveness = useLive([`case:${id}`], () => void refetch());
  return { file: read.data, error: read.error, refetch, liveness };
}
