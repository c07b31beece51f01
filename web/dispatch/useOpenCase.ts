import { readCaseFile } from '../data/cases';
import { useRead } from '../data/useRead';
import type { QueueCase } from './queue';

/** The later of two states of a case: whole file and row of the queue are read apart. */
function laterState(file: QueueCase | undefined, listed: QueueCase | undefined): QueueCase | null {
  if (!file || !listed) return file ?? listed ?? null;
  return listed.version > file.version ? listed : file;
}

/**
 * The open case with what may be done with it. It shares one reading with the case's own parts, which also follow
 * its topic; null opens nothing.
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
