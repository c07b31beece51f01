import { useRef, useState } from 'react';
import { toApiError } from '../../data/core/errors';
import { callVerb } from '../../data/console/verbs';
import { IdempotencyKey } from '../../data/core/idempotencyKey';
import { type Ended, mapWithConcurrency, type Sending } from './batch';

/** Number of concurrent requests: fast without loading the database too much. */
const CONCURRENCY = 3;

/** A running or finished batch. */
export interface BatchState {
  total: number;
  running: boolean;
  ended: Ended[];
}

/**
 * Dispatches many cases, each by a separate verb with its own version and request id. A second click while it
 * runs does nothing; a retry with the same input is the same request, so that nothing is done twice.
 */
export function useBatch(onEnd: (ended: Ended[]) => void) {
  const [state, setState] = useState<BatchState | null>(null);
  const busy = useRef(false);
  const idempotencyKeys = useRef(new Map<string, IdempotencyKey>());

  const run = async (sendings: readonly Sending[], note: string) => {
    if (busy.current || sendings.length === 0) return;
    busy.current = true;
    const ended: Ended[] = [];
    const show = (running: boolean) => setState({ total: sendings.length, running, ended: [...ended] });
    show(true);
    await mapWithConcurrency(sendings, CONCURRENCY, async (sending) => {
      const { row, organisation } = sending;
      const idempotencyKey = idempotencyKeys.current.get(row.id) ?? new IdempotencyKey();
      idempotencyKeys.current.set(row.id, idempotencyKey);
      try {
        const result = await callVerb(
          'dispatch_case',
          {
            case_id: row.id,
            expected_version: row.version,
            organisation_id: organisation.organisation_id,
            note: note.trim(),
          },
          idempotencyKey,
        );
        ended.push({ sending, result });
      } catch (error) {
        ended.push({ sending, failure: toApiError(error) });
      }
      show(true);
    });
    show(false);
    busy.current = false;
    onEnd(ended);
  };
  return { state, run, forget: () => setState(null) };
}
