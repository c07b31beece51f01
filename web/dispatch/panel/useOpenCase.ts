import { readCaseFile } from '../../data/console/cases';
import { useRead } from '../../data/hooks/useRead';
import type { QueueCase } from '../queue/queue';

/** The newer of two versions of a case: the whole case and the row of the queue are read separately. */
function laterState(file: QueueCase | undefined, listed: QueueCase | undefined): QueueCase | null {
  if (!file || !listed) return file ?? listed ?? null;
  return listed.version > file.version ? listed : file;
}

/**
 * The open case with its available actions. It shares its query with the parts of the case page, and also
 * follows the case's topic; null opens nothing.
 */
export function useOpenCase(id: string | null, listed: QueueCase | undefined) {
  const read = useRead(['case', id], (signal) => readCaseFile(id ?? '', signal), {
    enabled: id !== null,
    staleTime: 2000,
  });
  const { error, refetch } = read;
  const file = read.data?.case.id === id ? read.data : undefined;
  return { row: laterState(file?.case, listed), file, actions: file?.actions ?? [], error, refetch };
}
