import { useMemo, useReducer } from 'react';
import { deskReducer, openedDesk } from './deskState';
import type { QueueFilter } from './queue/queue';
import { useTypeChoice } from './queue/QueueFilters';
import { useDebounced } from './queue/useDebounced';
import { useDeskAddress } from './useDeskAddress';

/** The desk's state; tab and open case are those of the address. */
export function useDeskStore() {
  const { tab, openId, ...go } = useDeskAddress();
  const [state, send] = useReducer(deskReducer, { tab, openId }, openedDesk);
  if (state.tab !== tab || state.openId !== openId) send({ type: 'moved', tab, openId });

  const { choice } = state;
  const { types } = useTypeChoice(choice.type);
  const search = useDebounced(choice.search.trim(), 250);
  // The same object while nothing changes, because a new filter reads the queue again.
  const filter = useMemo<QueueFilter>(
    () => ({ tab, order: choice.order, grade: choice.grade, types, search }),
    [tab, choice.order, choice.grade, types, search],
  );
  return { state, send, go, filter };
}

/** The desk's state, its changes, and the ways to other tabs and cases. */
export type DeskStore = ReturnType<typeof useDeskStore>;
