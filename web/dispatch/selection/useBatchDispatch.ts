import { useState } from 'react';
import type { Scope } from '../../data/lists/scope';
import type { Ended, Plan } from './batch';
import { readScoped } from '../queue/queueQuery';
import { useBatch } from './useBatch';
import { blockedIn, useFits } from './useFits';
import type { Selection } from './useSelection';

/** The batch dispatch of the selected cases: candidates, plan and progress. */
export type BatchDispatch = ReturnType<typeof useBatchDispatch>;

/** Combines the selection with its candidate organisations and the sending. */
export function useBatchDispatch(
  scope: Scope,
  selection: Selection,
  open: boolean,
  target: string | null,
  choose: (id: string | null) => void,
  onSent: (ended: Ended[]) => void,
) {
  const { fits, error, refetch } = useFits(open ? selection.rows : []);
  const [retrying, setRetrying] = useState<{ plan: Plan; note: string } | null>(null);

  const batch = useBatch((ended) => {
    const done = ended.filter((one) => 'result' in one);
    selection.remove(done.map(({ sending }) => sending.row.id));
    choose(null);
    onSent(ended);
  });
  const send = (plan: Plan, note: string) => {
    setRetrying({ plan, note });
    void batch.run(plan.sendings, note);
  };
  /**
   * Retries the failed cases in their current version; a case that somebody else has dispatched leaves the
   * selection.
   */
  const retry = async () => {
    const failed = new Map(
      (batch.state?.ended ?? []).flatMap((one) =>
        'failure' in one ? [[one.sending.row.id, one.sending]] : [],
      ),
    );
    const ids = [...failed.keys()];
    let rows;
    try {
      rows = await readScoped(scope, ids);
    } catch {
      // The connection is still lost: the version read before is sent, and the server checks it.
      rows = [...failed.values()].map(({ row }) => row);
    }
    selection.renew(ids, rows);
    const waiting = rows.filter(({ status }) => status === 'accepted');
    batch.forget();
    const sendings = waiting.flatMap((row) => {
      const before = failed.get(row.id);
      return before ? [{ row, organisation: before.organisation }] : [];
    });
    void batch.run(sendings, retrying?.note ?? '');
  };

  return {
    selection,
    fits,
    error,
    blocked: blockedIn(error),
    refetch: () => void refetch(),
    target,
    choose,
    batch,
    send,
    retry: () => void retry(),
  };
}
