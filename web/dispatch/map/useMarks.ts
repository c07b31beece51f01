import { useCallback, useEffect, useRef, useState } from 'react';
import type { Scope } from '../../data/lists/scope';
import { mergeCases } from '../queue/merge';
import type { MarkedCase, QueueFilter } from '../queue/queue';
import { readMarks } from '../queue/queueQuery';

/** The listed cases, followed by the markers that no page has brought yet. */
export function withMarks(cases: readonly MarkedCase[], marks: readonly MarkedCase[]): readonly MarkedCase[] {
  if (marks.length === 0) return cases;
  const listed = new Set(cases.map(({ id }) => id));
  return [...cases, ...marks.filter(({ id }) => !listed.has(id))];
}

/**
 * The markers of the whole tab for the map, when the queue has loaded only its first pages; a search shows
 * only its results. They follow the same announcements as the queue.
 */
export function useMarks(scope: Scope, filter: QueueFilter, more: boolean) {
  const [marks, setMarks] = useState<readonly MarkedCase[]>([]);
  const current = useRef(marks);
  const request = useRef<AbortController | null>(null);
  const wanted = more && filter.search === '';

  const put = useCallback((next: readonly MarkedCase[]) => {
    current.current = next;
    setMarks(next);
  }, []);
  const reload = useCallback(async () => {
    request.current?.abort();
    if (!wanted) return;
    const control = new AbortController();
    request.current = control;
    try {
      const read = await readMarks(scope, filter, control.signal);
      if (!control.signal.aborted) put(read);
    } catch {
      // The markers stay on the map; the queue shows that the connection is lost.
    }
  }, [scope, filter, wanted, put]);

  useEffect(() => {
    put([]);
    void reload();
    return () => request.current?.abort();
  }, [reload, put]);

  const apply = useCallback(
    (asked: readonly string[], rows: readonly MarkedCase[]) => {
      if (wanted) put(mergeCases<MarkedCase>(current.current, asked, rows, filter).cases);
    },
    [wanted, filter, put],
  );
  return { marks, apply, reload };
}
