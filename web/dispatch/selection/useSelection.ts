import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import type { Scope } from '../../data/lists/scope';
import { maySelect, type QueueCase } from '../queue/queue';
import { readScoped } from '../queue/queueQuery';

/** Maximum number of cases in one batch dispatch. */
export const MAX_SELECTED = 50;

/** The cases selected for batch dispatch. */
export type Selection = ReturnType<typeof useSelection>;

const keptIds = (key: string): string[] => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MAX_SELECTED) : [];
  } catch {
    return [];
  }
};

/**
 * The selected cases; they survive a reload of the window, and those that others have dispatched are removed.
 */
export function useSelection(scope: Scope, postId: string) {
  const key = `desk.selected.${postId}`;
  const notify = useNotify();
  const [rows, setRows] = useState<readonly QueueCase[]>([]);
  const current = useRef(rows);
  current.current = rows;

  const put = useCallback(
    (next: readonly QueueCase[]) => {
      current.current = next;
      setRows(next);
      sessionStorage.setItem(key, JSON.stringify(next.map(({ id }) => id)));
    },
    [key],
  );
  const add = useCallback(
    (more: readonly QueueCase[]) => {
      const known = new Set(current.current.map(({ id }) => id));
      const fresh = more.filter((row) => maySelect(row) && !known.has(row.id));
      const room = MAX_SELECTED - current.current.length;
      if (fresh.length > room)
        notify('desk.selected.full', { type: 'warning', messageArgs: { most: MAX_SELECTED } });
      put([...current.current, ...fresh.slice(0, room)]);
    },
    [put, notify],
  );
  const remove = useCallback(
    (ids: readonly string[]) => put(current.current.filter(({ id }) => !ids.includes(id))),
    [put],
  );
  const clear = useCallback(() => put([]), [put]);
  const toggle = useCallback(
    (row: QueueCase) => {
      if (current.current.some(({ id }) => id === row.id)) remove([row.id]);
      else add([row]);
    },
    [add, remove],
  );
  /**
   * Merges refetched cases: newer versions are kept, and cases that no longer wait for dispatch leave the
   * selection.
   */
  const renew = useCallback(
    (asked: readonly string[], read: readonly QueueCase[]) => {
      if (!current.current.some(({ id }) => asked.includes(id))) return;
      const later = new Map(read.map((row) => [row.id, row]));
      put(
        current.current.flatMap((row) => {
          if (!asked.includes(row.id)) return [row];
          const now = later.get(row.id);
          if (!now || !maySelect(now)) return [];
          return [now.version >= row.version ? now : row];
        }),
      );
    },
    [put],
  );

  useEffect(() => {
    const ids = keptIds(key);
    if (ids.length === 0) return;
    let gone = false;
    readScoped(scope, ids).then(
      (read) => !gone && add(read),
      () => undefined,
    );
    return () => void (gone = true);
  }, [key, scope, add]);

  const ids = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  return { rows, ids, add, toggle, remove, clear, renew };
}
