import { type CaseFile, readCaseFile } from '../../data/console/cases';
import { type Liveness, useLive } from '../../data/live/useLive';
import { useRead } from '../../data/hooks/useRead';

/** A case on the screen, kept up to date by announcements of its changes. */
export interface OpenCase {
  file: CaseFile | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
  liveness: Liveness;
}

/** Milliseconds for which several parts of a screen that open the same case share one request. */
const SHARED_MS = 2000;

/** Reads a case with everything its page shows and follows its changes. */
export function useCaseFile(id: string): OpenCase {
  const read = useRead(['case', id], (signal) => readCaseFile(id, signal), { staleTime: SHARED_MS });
  const { refetch } = read;
  const liveness = useLive([`case:${id}`], () => void refetch());
  return { file: read.data, error: read.error, refetch, liveness };
}
