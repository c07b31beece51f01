import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { caseTopic, type Scope } from '../data/lists/scope';
import type { Identity } from '../data/console/session';
import { arrivedFirst } from './queue/merge';
import type { QueueCase, QueueFilter } from './queue/queue';
import { readScoped } from './queue/queueQuery';
import { useCounts } from './queue/useCounts';
import { useLiveQueue } from './queue/useLiveQueue';
import { useDeskTasks } from './useDeskTasks';
import { useQueue } from './queue/useQueue';
import { useMarks, withMarks } from './map/useMarks';
import { worstFirst } from './queue/urgency';

/** Cases that others added or removed, for the announcement to screen readers. */
export interface News {
  arrived: QueueCase[];
  left: QueueCase[];
}

/** The queue with its counts, kept up to date by announcements. The open case follows its own topic. */
export function useDesk(
  me: Identity,
  scope: Scope,
  filter: QueueFilter,
  openId: string | null,
  /** Also called with every refetched case. */
  onRead: (ids: string[], rows: QueueCase[]) => void,
) {
  const { state, apply, reload, more, versionOf } = useQueue(scope, filter);
  const { counts, refresh } = useCounts();
  const whole = useMarks(scope, filter, state.phase === 'ready' && state.cursor !== null);
  const { apply: applyMarks, reload: reloadMarks } = whole;
  const [arrivedIds, setArrivedIds] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState<News | null>(null);
  const opened = useRef(openId);
  opened.current = openId;
  const reader = useRef(onRead);
  reader.current = onRead;

  const read = useCallback(
    async (ids: string[]): Promise<boolean> => {
      let rows: QueueCase[];
      try {
        rows = await readScoped(scope, ids);
      } catch {
        // The caller retries; the connection state in the header shows that the connection is lost.
        return false;
      }
      void refresh();
      reader.current(ids, rows);
      applyMarks(ids, rows);
      const { arrived, left } = apply(ids, rows);
      // The dispatcher sees the open case change, mostly by their own action, so it needs no announcement.
      const others = (row: QueueCase) => row.id !== opened.current;
      const came = arrived.filter(others);
      const went = left.filter(others);
      if (came.length) setArrivedIds((last) => new Set([...last, ...came.map(({ id }) => id)]));
      if (came.length || went.length) setNews({ arrived: came, left: went });
      return true;
    },
    [scope, apply, applyMarks, refresh],
  );

  const readAll = useCallback(async () => {
    await Promise.all([reload(), refresh(), reloadMarks()]);
  }, [reload, refresh, reloadMarks]);

  const liveness = useLiveQueue(caseTopic(me), {
    isNews: (id, version) => versionOf(id) < version,
    read,
    readAll,
  });

  // A row counts as new until the filter changes.
  useEffect(() => setArrivedIds(new Set()), [filter]);
  useEffect(() => {
    if (openId)
      setArrivedIds((last) => (last.has(openId) ? new Set([...last].filter((id) => id !== openId)) : last));
  }, [openId]);

  const tasks = useDeskTasks(state.cases);
  // Sorts only the loaded rows: the server continues by due time, so that pages neither overlap nor leave
  // gaps.
  const cases = useMemo(
    () =>
      arrivedFirst(
        filter.order === 'urgent' ? worstFirst(state.cases, tasks, Date.now()) : state.cases,
        arrivedIds,
      ),
    [state.cases, tasks, arrivedIds, filter.order],
  );
  const marked = useMemo(() => withMarks(cases, whole.marks), [cases, whole.marks]);
  return {
    ...state,
    cases,
    marked,
    tasks,
    counts,
    arrivedIds,
    news,
    liveness,
    more,
    reload: readAll,
    readCases: read,
  };
}
