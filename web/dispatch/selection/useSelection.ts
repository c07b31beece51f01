import { useEffect, useMemo, useRef } from 'react';
import { useNotify } from 'react-admin';
import type { Scope } from '../../data/lists/scope';
import { type DeskState, joining, MAX_SELECTED, type Send } from '../deskState';
import type { QueueCase } from '../queue/queue';
import { readScoped } from '../queue/queueQuery';

/** The cases selected for batch dispatch, and what can be done with the selection. */
export type Selection = ReturnType<typeof useSelection>;

const keptIds = (key: string): string[] => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MAX_SELECTED) : [];
  } catch {
    return [];
  }
};

/** The selection of the desk's state; it survives a reload of the window. */
export function useSelection(state: DeskState, send: Send, scope: Scope, postId: string) {
  const key = `desk.selected.${postId}`;
  const notify = useNotify();
  const { selected: rows } = state;
  const latest = useRef(state);
  latest.current = state;

  const commands = useMemo(() => {
    const add = (more: readonly QueueCase[]) => {
      const { selected } = latest.current;
      if (joining(latest.current, more).length > MAX_SELECTED - selected.length)
        notify('desk.selected.full', { type: 'warning', messageArgs: { most: MAX_SELECTED } });
      send({ type: 'added', rows: more });
    };
    const remove = (ids: readonly string[]) => send({ type: 'removed', ids });
    return {
      add,
      remove,
      toggle: (row: QueueCase) =>
        latest.current.selected.some(({ id }) => id === row.id) ? remove([row.id]) : add([row]),
      clear: () => send({ type: 'cleared' }),
      renew: (asked: readonly string[], read: readonly QueueCase[]) =>
        send({ type: 'renewed', asked, rows: read }),
    };
  }, [notify, send]);
  const { add } = commands;

  // The cases of the last visit are read before this visit's selection is kept in their place.
  const restoring = useRef(true);
  useEffect(() => {
    const kept = keptIds(key);
    restoring.current = kept.length > 0;
    if (kept.length === 0) return;
    let gone = false;
    readScoped(scope, kept).then(
      (read) => {
        if (gone) return;
        restoring.current = false;
        add(read);
      },
      () => undefined,
    );
    return () => void (gone = true);
  }, [key, scope, add]);
  useEffect(() => {
    if (rows.length > 0) restoring.current = false;
    if (!restoring.current) sessionStorage.setItem(key, JSON.stringify(rows.map(({ id }) => id)));
  }, [key, rows]);

  const ids = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  return { rows, ids, ...commands };
}
