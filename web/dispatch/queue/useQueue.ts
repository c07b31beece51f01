import { useCallback, useEffect, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { toApiError, type ApiError } from '../../data/core/errors';
import type { Scope } from '../../data/lists/scope';
import { appendPage, mergeCases, type Merge } from './merge';
import { cursorAfter, type Cursor, type QueueCase, type QueueFilter } from './queue';
import { PAGE, readQueue } from './queueQuery';

/** The loaded part of the queue. */
export interface QueueState {
  phase: 'loading' | 'ready' | 'failed';
  error: ApiError | null;
  cases: QueueCase[];
  /** Where the next page starts; null when there is none. */
  cursor: Cursor | null;
  loadingMore: boolean;
}

const LOADING: QueueState = { phase: 'loading', error: null, cases: [], cursor: null, loadingMore: false };

/** Maximum number of rows that one refetch reads. */
const MAX_ROWS = 200;

/** The first page; all loaded pages again; or the next page. */
type Kind = 'first' | 'again' | 'more';

/** The number of rows to read. */
function limitOf(kind: Kind, loaded: number): number {
  const held = Math.ceil(Math.max(1, loaded) / PAGE) * PAGE;
  return kind === 'again' ? Math.min(MAX_ROWS, held) : PAGE;
}

/** The queue after a page was read; `meanwhile` are the live changes since it was asked for, null for a case that left. */
function withPage(
  kept: readonly QueueCase[],
  page: readonly QueueCase[],
  limit: number,
  filter: QueueFilter,
  meanwhile: ReadonlyMap<string, QueueCase | null>,
): QueueState {
  const late = [...meanwhile.values()].filter((row) => row !== null);
  const { cases } = mergeCases(appendPage(kept, page, filter), [...meanwhile.keys()], late, filter);
  const last = page.at(-1);
  return {
    phase: 'ready',
    error: null,
    cases,
    cursor: last && page.length === limit ? cursorAfter(last, filter.order) : null,
    loadingMore: false,
  };
}

/** Rows stay on the screen when a refresh fails; the failure is shown. */
const withFailure = (state: QueueState, kind: Kind, error: ApiError): QueueState => ({
  ...state,
  phase: kind === 'first' || state.phase !== 'ready' ? 'failed' : 'ready',
  error,
  loadingMore: false,
});

/**
 * The queue in pages, merged with live changes. `filter` must be the same object while it does not change.
 */
export function useQueue(scope: Scope, filter: QueueFilter) {
  const [state, setState] = useState<QueueState>(LOADING);
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const current = useRef(state);
  const request = useRef<AbortController | null>(null);
  // Live changes that arrive during a page request: the page may be older and must not undo them.
  const meanwhile = useRef(new Map<string, QueueCase | null>());

  const update = useCallback((next: QueueState) => {
    current.current = next;
    setState(next);
  }, []);

  const read = useCallback(
    async (kind: Kind) => {
      const before = kind === 'first' ? LOADING : current.current;
      if (kind === 'more' && (!before.cursor || before.loadingMore)) return;
      request.current?.abort();
      const control = new AbortController();
      request.current = control;
      meanwhile.current.clear();
      if (kind === 'first') update(LOADING);
      if (kind === 'more') update({ ...before, loadingMore: true });
      const limit = limitOf(kind, before.cases.length);
      try {
        const cursor = kind === 'more' ? before.cursor : null;
        const page = await readQueue(scope, filter, cursor, limit, control.signal);
        if (control.signal.aborted) return;
        const kept = kind === 'more' ? current.current.cases : [];
        update(withPage(kept, page, limit, filter, meanwhile.current));
      } catch (failure) {
        if (control.signal.aborted) return;
        const error = toApiError(failure);
        void leaveIfSignedOut(error);
        update(withFailure(current.current, kind, error));
      }
    },
    [scope, filter, update, leaveIfSignedOut],
  );

  const first = useRef<Promise<void> | null>(null);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const reading = read('first').finally(() => {
      if (first.current === reading) first.current = null;
    });
    first.current = reading;
    return () => request.current?.abort();
  }, [read]);

  /** Merges refetched cases and returns which came and went. */
  const apply = useCallback(
    (asked: readonly string[], rows: readonly QueueCase[]): Merge => {
      for (const id of asked) meanwhile.current.set(id, rows.find((row) => row.id === id) ?? null);
      const before = current.current;
      const merge = mergeCases(before.cases, asked, rows, filter);
      if (before.phase === 'ready') update({ ...before, cases: merge.cases });
      return merge;
    },
    [filter, update],
  );

  const versionOf = useCallback(
    (id: string) => current.current.cases.find((row) => row.id === id)?.version ?? 0,
    [],
  );
  const reload = useCallback(async () => {
    // Announcements begin while the first page is still on its way: it is shown before it is read again.
    await first.current;
    if (latest.current !== read) return;
    await read(current.current.phase === 'ready' ? 'again' : 'first');
  }, [read]);
  const more = useCallback(() => read('more'), [read]);

  return { state, apply, reload, more, versionOf };
}
