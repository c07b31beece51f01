import { suggestDispatchMany } from '../../data/console/dispatch';
import { ApiError } from '../../data/core/errors';
import type { Status } from '../../domain/stages';
import { useRead } from '../../data/hooks/useRead';
import type { QueueCase } from '../queue/queue';
import { useDebounced } from '../queue/useDebounced';

/** A selected case that cannot be dispatched, and why. */
export interface Blocked {
  id: string;
  number?: string;
  status?: Status;
  code?: string;
}

/** The selected cases that the database refused to dispatch. */
export function blockedIn(error: Error | null): Blocked[] {
  if (!(error instanceof ApiError)) return [];
  const { cases } = error.params;
  return Array.isArray(cases) ? (cases as Blocked[]) : [];
}

/**
 * Candidate organisations for the selected cases; refetched, debounced, when the selection or one of its
 * cases changes.
 */
export function useFits(rows: readonly QueueCase[]) {
  const wanted = rows
    .map(({ id, version }) => `${id}:${version}`)
    .sort()
    .join();
  const asked = useDebounced(wanted, 200);
  const read = useRead(
    ['suggest_dispatch_many', asked],
    (signal) =>
      suggestDispatchMany(
        asked.split(',').map((one) => one.split(':')[0] ?? ''),
        signal,
      ),
    { enabled: asked !== '', staleTime: 30_000 },
  );
  const current = asked === wanted && wanted !== '';
  return {
    fits: current ? (read.data ?? null) : null,
    error: current ? read.error : null,
    refetch: read.refetch,
  };
}
