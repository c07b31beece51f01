import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readCase } from '../data/cases';
import { toApiError, type ApiError } from '../data/errors';
import type { Hint } from '../data/live';
import { caseScope, caseTopic } from '../data/scope';
import type { Identity } from '../data/session';
import { freshFirst } from './merge';
import type { QueueCase, QueueFilter } from './queue';
import { readScoped } from './queueQuery';
import { useCounts } from './useCounts';
import { useLiveQueue } from './useLiveQueue';
import { useQueue } from './useQueue';

/** The case in the panel. */
export interface OpenCase {
  id: string;
  /** Null while it is being read. */
  row: QueueCase | null;
  /** It left the scope while it was open. */
  gone: boolean;
  error: ApiError | null;
}

/** What came and went by others' hands, to be said aloud. */
export interface News {
  arrived: QueueCase[];
  left: QueueCase[];
  at: number;
}

/** Everything the desk knows: queue, counts, the open case, and what is live about them. */
export function useDesk(me: Identity, filter: QueueFilter, openId: string | null) {
  const scope = useMemo(() => caseScope(me), [me]);
  const { state, apply, reload, more, versionOf } = useQueue(scope, filter);
  const { counts, refresh } = useCounts();
  const [open, setOpen] = useState<OpenCase | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState<News | null>(null);
  const openNow = useRef(open);
  openNow.current = open;

  const showFresh = useCallback((row: QueueCase) => {
    setOpen((last) =>
      last?.id === row.id && (!last.row || last.row.version <= row.version)
        ? { id: row.id, row, gone: false, error: null }
        : last,
    );
  }, []);

  const read = useCallback(
    async (ids: string[]): Promise<boolean> => {
      let rows: QueueCase[];
      try {
        rows = await readScoped(scope, ids);
      } catch {
        return false;
      }
      const { arrived, left } = apply(ids, rows);
      void refresh();
      rows.forEach(showFresh);
      const lost = ids.filter((id) => !rows.some((row) => row.id === id));
      setOpen((last) => (last && lost.includes(last.id) ? { ...last, gone: true } : last));
      // The open case changes before the dispatcher's eyes, mostly by his own hand: that is no news.
      const others = (row: QueueCase) => row.id !== openNow.current?.id;
      const came = arrived.filter(others);
      const went = left.filter(others);
      if (came.length) setFresh((last) => new Set([...last, ...came.map(({ id }) => id)]));
      if (came.length || went.length) setNews({ arrived: came, left: went, at: Date.now() });
      return true;
    },
    [scope, apply, refresh, showFresh],
  );

  const readAll = useCallback(async () => {
    const { id } = openNow.current ?? {};
    await Promise.all([reload(), refresh(), id ? readCase(id).then(showFresh, () => undefined) : undefined]);
  }, [reload, refresh, showFresh]);

  const liveness = useLiveQueue(caseTopic(me), {
    isNews: ({ id, version }: Hint) =>
      Math.max(versionOf(id), openNow.current?.id === id ? (openNow.current.row?.version ?? 0) : 0) < version,
    read,
    readAll,
  });

  useEffect(() => setFresh(new Set()), [filter]);

  const listed = useRef(state.cases);
  listed.current = state.cases;
  useEffect(() => {
    if (!openId) {
      setOpen(null);
      return;
    }
    const row = listed.current.find(({ id }) => id === openId) ?? null;
    setOpen({ id: openId, row, gone: false, error: null });
    setFresh((last) => (last.has(openId) ? new Set([...last].filter((id) => id !== openId)) : last));
    if (row) return;
    const control = new AbortController();
    readCase(openId, control.signal).then(showFresh, (failure: unknown) => {
      if (!control.signal.aborted)
        setOpen({ id: openId, row: null, gone: false, error: toApiError(failure) });
    });
    return () => control.abort();
  }, [openId, showFresh]);

  const cases = useMemo(() => freshFirst(state.cases, fresh), [state.cases, fresh]);
  return { ...state, cases, counts, fresh, news, open, liveness, more, reload: readAll, readCases: read };
}
