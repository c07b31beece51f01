import { useRef } from 'react';
import { availableActions, type Verb } from '../data/console/verbs';
import type { CaseRecord } from '../data/console/cases';
import { useRead } from '../data/hooks/useRead';

const NONE: ReadonlyMap<string, Verb[]> = new Map();

/** What the reader may do now with each of the listed cases, asked in one request; empty until known. */
export function useActionsOf(rows: readonly CaseRecord[]): ReadonlyMap<string, Verb[]> {
  const versions = rows.map(({ id, version }) => `${id} ${version}`);
  const ids = rows.map(({ id }) => id);
  const read = useRead(['available_actions', versions], (signal) => availableActions(ids, signal), {
    enabled: ids.length > 0,
  });
  // While a changed case is asked about anew, the buttons of the others stay.
  const last = useRef(NONE);
  if (read.data) last.current = read.data;
  return read.data ?? last.current;
}
