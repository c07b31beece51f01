import { useRef } from 'react';
import { type CaseParts, readCaseParts } from '../data/caseParts';
import type { CaseRecord } from '../data/records';
import { useRead } from '../data/useRead';

/** Flags, links, participants, extensions and orders of a case, on the screen. */
export interface OpenParts {
  parts: CaseParts | undefined;
  error: Error | null;
  retry: () => void;
}

/** Reads the parts of a case, again for each version; the previous ones stay visible meanwhile. */
export function useCaseParts({ id, version }: Pick<CaseRecord, 'id' | 'version'>): OpenParts {
  const read = useRead(['case_parts', id, version], (signal) => readCaseParts(id, signal), {
    staleTime: 2000,
  });
  const last = useRef<{ id: string; parts: CaseParts } | null>(null);
  if (read.data) last.current = { id, parts: read.data };
  const before = last.current?.id === id ? last.current.parts : undefined;
  return { parts: read.data ?? before, error: read.error, retry: () => void read.refetch() };
}
