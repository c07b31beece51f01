import { useEffect, useMemo, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { caseScope } from '../data/lists/scope';
import type { Identity } from '../data/console/session';
import type { QueueFilter } from './queue/queue';
import { useDesk } from './useDesk';
import { usePeers } from './presence/usePeers';
import { useSelection } from './selection/useSelection';
import { useBatchDispatch } from './selection/useBatchDispatch';
import { useUndo } from './selection/useUndo';

/** The state of the desk: queue, selection with its candidates, undo, and peers. */
export function useDeskSession(me: Identity, filter: QueueFilter, openId: string | null) {
  const notify = useNotify();
  const scope = useMemo(() => caseScope(me), [me]);
  const selection = useSelection(scope, me.post_id);
  const readAgain = useRef<(ids: string[]) => Promise<boolean>>(async () => false);
  const undo = useUndo((ids) => void readAgain.current(ids));
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

  const [selectionOpen, setSelectionOpen] = useState(false);
  const showSelection = selectionOpen && selection.rows.length > 0 && openId === null;
  const batch = useBatchDispatch(scope, selection, showSelection, (ended) => {
    void desk.readCases(ended.map(({ sending }) => sending.row.id));
    const sent = ended.filter((one) => 'result' in one).map(({ sending }) => sending.row.id);
    tell(sent, 'desk.batch.done', { count: sent.length });
  });
  const nothingSelected = selection.rows.length === 0;
  useEffect(() => {
    if (nothingSelected) setSelectionOpen(false);
  }, [nothingSelected]);

  const peers = usePeers(me, openId, [...selection.ids]);
  return {
    scope,
    desk,
    selection,
    undo,
    tell,
    batch,
    showSelection,
    nothingSelected,
    setSelectionOpen,
    peers,
  };
}
