import { useMemo } from 'react';
import { casesWithExtensions } from '../data/console/deadlines';
import { casesWithOrders } from '../data/console/supervision';
import { useRead } from '../data/hooks/useRead';
import type { QueueCase } from './queue/queue';
import { NO_TASKS, type Tasks } from './queue/urgency';

/** More ids do not fit into a URL. */
const MAX_IDS = 100;

/** Asks for all cases, as many at once as fit. */
async function inParts(
  ask: (ids: string[], signal: AbortSignal) => Promise<string[]>,
  ids: string[],
  signal: AbortSignal,
): Promise<string[]> {
  const parts: string[][] = [];
  for (let from = 0; from < ids.length; from += MAX_IDS) parts.push(ids.slice(from, from + MAX_IDS));
  return (await Promise.all(parts.map((some) => ask(some, signal)))).flat();
}

/**
 * Extensions and supervision orders that wait at the shown cases; empty while unknown. A new version of a
 * case refetches them.
 */
export function useDeskTasks(cases: readonly QueueCase[]): Tasks {
  const mediating = cases.filter(({ status }) => status === 'mediating');
  const supervised = cases.filter(({ flags }) => flags.includes('supervised'));
  const mark = [...mediating, ...supervised].map(({ id, version }) => `${id}:${version}`).join();
  const { data } = useRead(
    ['desk_tasks', mark],
    async (signal) => {
      const [extensions, orders] = await Promise.all([
        inParts(
          casesWithExtensions,
          mediating.map(({ id }) => id),
          signal,
        ),
        inParts(
          casesWithOrders,
          supervised.map(({ id }) => id),
          signal,
        ),
      ]);
      return { extensions, orders };
    },
    { enabled: mark !== '', staleTime: 30_000 },
  );
  return useMemo(
    () => (data ? { extensions: new Set(data.extensions), orders: new Set(data.orders) } : NO_TASKS),
    [data],
  );
}
