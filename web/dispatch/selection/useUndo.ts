import { useCallback, useEffect, useRef, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { undoableDispatches } from '../../data/console/dispatch';
import { toApiError, type ApiError } from '../../data/core/errors';
import { callVerb } from '../../data/console/verbs';
import { IdempotencyKey } from '../../data/core/idempotencyKey';
import { useErrorText } from '../../ui/console/useErrorText';
import { type DeskState, type Offer, openOffers, type Send } from '../deskState';
import { mapWithConcurrency } from './batch';

const FEW = 3;

/**
 * The dispatches that may be undone, and undoing them. The database decides which and for how long, so a
 * reload loses nothing.
 */
export function useUndo(state: DeskState, send: Send, onUndone: (ids: string[]) => void) {
  const notify = useNotify();
  const translate = useTranslate();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const working = useRef(false);
  const idempotencyKeys = useRef(new Map<string, IdempotencyKey>());

  /** Returns the cases that may be undone now. `dispatched` names those that were dispatched just now. */
  const refresh = useCallback(
    async (dispatched?: readonly string[]): Promise<string[]> => {
      if (dispatched) send({ type: 'sent', ids: dispatched });
      try {
        const read = Date.now();
        const rows = await undoableDispatches();
        const offers = rows.map((row) => ({ ...row, until: read + row.seconds_left * 1000 }));
        send({ type: 'offersRead', offers });
        return rows.map(({ case_id }) => case_id);
      } catch {
        // Without an answer no offer is shown; the case's own actions still include undo.
        send({ type: 'offersRead', offers: [] });
        return [];
      }
    },
    [send],
  );
  useEffect(() => void refresh(), [refresh]);

  const undo = async (wanted: readonly Offer[]) => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    const done: string[] = [];
    const failed: { number: string; error: ApiError }[] = [];
    await mapWithConcurrency(wanted, FEW, async ({ case_id, version, number }) => {
      const idempotencyKey = idempotencyKeys.current.get(case_id) ?? new IdempotencyKey();
      idempotencyKeys.current.set(case_id, idempotencyKey);
      try {
        await callVerb('undo_dispatch', { case_id, expected_version: version }, idempotencyKey);
        done.push(case_id);
      } catch (error) {
        failed.push({ number, error: toApiError(error) });
      }
    });
    working.current = false;
    setBusy(false);
    const [first] = failed;
    if (first)
      notify('desk.undo.failed', {
        type: 'warning',
        messageArgs: {
          done: done.length,
          failed: failed.length,
          number: first.number,
          why: errorText(first.error),
        },
      });
    else
      notify(
        done.length === 1 && wanted[0]
          ? translate('desk.undo.one_done', { number: wanted[0].number })
          : translate('desk.undo.done', { count: done.length }),
        { type: 'success' },
      );
    await refresh();
    onUndone(wanted.map(({ case_id }) => case_id));
  };
  return { ...openOffers(state), refresh, undo, busy, close: () => send({ type: 'offersClosed' }) };
}
