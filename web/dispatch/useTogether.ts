import { useEffect, useMemo, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { caseScope } from '../data/scope';
import type { Identity } from '../data/session';
import type { QueueFilter } from './queue';
import { useDesk } from './useDesk';
import { useFellows } from './useFellows';
import { usePicks } from './usePicks';
import { usePile } from './usePile';
import { useUndo } from './useUndo';

/** The queue with what is picked of it, where that may go, what may be taken back, and who else is there. */
export function useTogether(me: Identity, filter: QueueFilter, openId: string | null) {
  const notify = useNotify();
  const scope = useMemo(() => caseScope(me), [me]);
  const picks = usePicks(scope, me.post_id);
  const readAgain = useRef<(ids: string[]) => Promise<boolean>>(async () => false);
  const undo = useUndo((ids) => void readAgain.current(ids));
  const { refresh } = undo;
  const desk = useDesk(me, scope, filter, openId, (ids, rows) => {
    picks.renew(ids, rows);
    // What was dispatched here a moment ago has gone on, or come back.
    if (undo.offers.some(({ case_id }) => ids.includes(case_id))) void refresh();
  });
  readAgain.current = desk.readCases;

  /** What may be taken back is told with the way back; only what may not is told here. */
  const tell = (ids: readonly string[], words: string, figures: Record<string, unknown>) =>
    void refresh(ids).then((offered) => {
      if (ids.length > 0 && !ids.some((id) => offered.includes(id)))
        notify(words, { type: 'success', messageArgs: figures });
    });

  const [pileOpen, setPileOpen] = useState(false);
  const showPile = pileOpen && picks.rows.length > 0 && openId === null;
  const theirs = usePile(scope, picks, showPile, (ended) => {
    void desk.readCases(ended.map(({ sending }) => sending.row.id));
    const sent = ended.filter((one) => 'result' in one).map(({ sending }) => sending.row.id);
    tell(sent, 'desk.batch.done', { count: sent.length });
  });
  const nonePicked = picks.rows.length === 0;
  useEffect(() => {
    if (nonePicked) setPileOpen(false);
  }, [nonePicked]);

  const fellows = useFellows(me, openId, [...picks.ids]);
  return { scope, desk, picks, undo, tell, theirs, showPile, nonePicked, setPileOpen, fellows };
}
