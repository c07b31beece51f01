import { useNotify } from 'react-admin';
import { toApiError } from '../../data/core/errors';
import type { Scope } from '../../data/lists/scope';
import { useErrorText } from '../../ui/console/useErrorText';
import type { QueueCase } from '../queue/queue';
import { readScoped } from '../queue/queueQuery';
import { MAX_SELECTED } from '../deskState';
import type { Selection } from './useSelection';

/** Adds cases selected on the map to the selection; those that the queue has not loaded are read first. */
export function useSelectPlaces(
  scope: Scope,
  listed: readonly QueueCase[],
  selection: Selection,
  onSelected: () => void,
) {
  const notify = useNotify();
  const errorText = useErrorText();
  return async (ids: string[], toggle = false) => {
    const [only] = ids;
    if (toggle && only && selection.ids.has(only)) return selection.remove(ids);
    if (!only) return notify('desk.selected.none', { type: 'info' });
    const known = listed.filter(({ id }) => ids.includes(id));
    const room = MAX_SELECTED + 1 - selection.rows.length;
    const missing = ids.filter((id) => !known.some((row) => row.id === id)).slice(0, room);
    try {
      const read: QueueCase[] = [];
      for (let from = 0; from < missing.length; from += MAX_SELECTED)
        read.push(...(await readScoped(scope, missing.slice(from, from + MAX_SELECTED))));
      selection.add([...known, ...read]);
      if (!toggle) onSelected();
    } catch (error) {
      notify(errorText(toApiError(error)), { type: 'error' });
    }
  };
}
