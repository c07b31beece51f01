import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { type Args, change, type ChangeName, type Row } from '../core/changes';
import { type ApiError, toApiError } from '../core/errors';
import { IdempotencyKey } from '../core/idempotencyKey';

/** A change that a form prepares and sends. */
export interface Change<Name extends ChangeName> {
  /** Resolves to null after a failure, which is then in `failure`. */
  send: (args: Args<Name>) => Promise<Row<Name> | null>;
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

/**
 * Sends a change from a form. A click during a request does nothing, and the same input sent again after a
 * lost answer is carried out once. An ended session leads to the sign-in page.
 */
export function useChange<Name extends ChangeName>(name: Name): Change<Name> {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const [sending, setSending] = useState(false);
  const [failure, fail] = useState<ApiError | null>(null);
  const busy = useRef(false);
  const idempotencyKey = useRef(new IdempotencyKey());
  const send = async (args: Args<Name>) => {
    if (busy.current) return null;
    busy.current = true;
    setSending(true);
    fail(null);
    try {
      const [row] = await change(name, args, idempotencyKey.current);
      return row ?? null;
    } catch (error) {
      const problem = toApiError(error);
      fail(problem);
      if (problem.status === 401) await leaveIfSignedOut(problem);
      return null;
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, sending, failure, fail };
}
