import { useNotify } from 'react-admin';
import { toApiError } from '../data/errors';
import type { Scope } from '../data/scope';
import { useErrorText } from '../ui/console/useErrorText';
import type { QueueCase } from './queue';
import { readScoped } from './queueQuery';
import { MOST_PICKS, type Picks } from './usePicks';

/** Puts cases that were picked on the map onto the pile; those that the queue has not listed are read first. */
export function usePickPlaces(
  scope: Scope,
  listed: readonly QueueCase[],
  picks: Picks,
  onPicked: () => void,
) {
  const notify = useNotify();
  const words = useErrorText();
  return async (ids: string[], toggle = false) => {
    const [only] = ids;
    if (toggle && only && picks.ids.has(only)) return picks.remove(ids);
    if (!only) return notify('desk.picks.none', { type: 'info' });
    const known = listed.filter(({ id }) => ids.includes(id));
    const room = MOST_PICKS + 1 - picks.rows.length;
    const missing = ids.filter((id) => !known.some((row) => row.id === id)).slice(0, room);
    try {
      const read: QueueCase[] = [];
      for (let from = 0; from < missing.length; from += MOST_PICKS)
        read.push(...(await readScoped(scope, missing.slice(from, from + MOST_PICKS))));
      picks.add([...known, ...read]);
      if (!toggle) onPicked();
    } catch (error) {
      notify(words(toApiError(error)), { type: 'error' });
    }
  };
}
