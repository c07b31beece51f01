import { useMemo } from 'react';
import { supabase } from '../data/core/client';
import { toApiError } from '../data/core/errors';
import { useRead } from '../data/hooks/useRead';
import type { QueueCase } from './queue/queue';
import { NO_TASKS, type Tasks } from './queue/urgency';

/** More ids do not fit into a URL. */
const MAX_IDS = 100;

const waiting = {
  extensions: (ids: string[]) =>
    supabase.from('extensions').select('case_id').in('case_id', ids).is('decided_at', null),
  orders: (ids: string[]) =>
    supabase
      .from('supervision_orders')
      .select('case_id')
      .in('case_id', ids)
      .in('status', ['issued', 'rejected']),
};

async function casesWith(kind: keyof typeof waiting, ids: string[], signal: AbortSignal) {
  const asked: string[][] = [];
  for (let from = 0; from < ids.length; from += MAX_IDS) asked.push(ids.slice(from, from + MAX_IDS));
  const answers = await Promise.all(asked.map((some) => waiting[kind](some).abortSignal(signal)));
  return answers.flatMap(({ data, error, status }) => {
    if (error) throw toApiError({ ...error, status });
    return (data as { case_id: string }[]).map(({ case_id }) => case_id);
  });
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
        casesWith(
          'extensions',
          mediating.map(({ id }) => id),
          signal,
        ),
        casesWith(
          'orders',
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
