import { useCallback, useMemo, useRef } from 'react';
import { useNotify } from 'react-admin';
import { caseScope } from '../data/lists/scope';
import type { Identity } from '../data/console/session';
import { showsSelection } from './deskState';
import { useOpenCase } from './panel/useOpenCase';
import { useSuggestions } from './panel/useSuggestions';
import { usePeers } from './presence/usePeers';
import { useSelection } from './selection/useSelection';
import { useBatchDispatch } from './selection/useBatchDispatch';
import { useUndo } from './selection/useUndo';
import { useDesk } from './useDesk';
import type { DeskStore } from './useDeskStore';

/** What the server says about the desk: queue, open case, candidates, what may be undone, and peers. */
export function useDeskData(me: Identity, { state, send, filter }: DeskStore) {
  const { openId } = state;
  const notify = useNotify();
  const scope = useMemo(() => caseScope(me), [me]);
  const selection = useSelection(state, send, scope, me.post_id);
  const readAgain = useRef<(ids: string[]) => Promise<boolean>>(async () => false);
  const undo = useUndo(state, send, (ids) => void readAgain.current(ids));
  const { refresh } = undo;
  const desk = useDesk(me, scope, filter, openId, (ids, rows) => {
    selection.renew(ids, rows);
    // A case dispatched here moments ago has moved on or returned, so the undo offers are refetched.
    if (undo.offers.some(({ case_id }) => ids.includes(case_id))) void refresh();
  });
  readAgain.current = desk.readCases;

  /** The undo bar announces dispatches that may be undone; only the others need a notification. */
  const tell = (ids: readonly string[], message: string, params: Record<string, unknown>) =>
    void refresh(ids).then((offered) => {
      if (ids.length > 0 && !ids.some((id) => offered.includes(id)))
        notify(message, { type: 'success', messageArgs: params });
    });

  const choose = useCallback((id: string | null) => send({ type: 'targetChosen', id }), [send]);
  const batch = useBatchDispatch(scope, selection, showsSelection(state), state.target, choose, (ended) => {
    void desk.readCases(ended.map(({ sending }) => sending.row.id));
    const sent = ended.filter((one) => 'result' in one).map(({ sending }) => sending.row.id);
    tell(sent, 'desk.batch.done', { count: sent.length });
  });
  const peers = usePeers(me, openId, [...selection.ids]);

  const opened = useOpenCase(
    openId,
    desk.cases.find(({ id }) => id === openId),
  );
  const { row } = opened;
  const mayDispatch = opened.actions.includes('dispatch_case');
  const suggestions = useSuggestions(mayDispatch && row ? row.id : null, row?.version ?? 0);
  return { scope, desk, selection, undo, tell, batch, peers, opened, mayDispatch, suggestions };
}

/** What the server says about the desk. */
export type DeskData = ReturnType<typeof useDeskData>;
