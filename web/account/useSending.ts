import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { type ApiError, toApiError } from '../data/core/errors';

/** An action without an idempotency key, because it does not change the database's records. */
export interface Sending {
  /** Resolves to whether it succeeded; the reason of a failure is then in `failure`. */
  run: (work: () => Promise<void>) => Promise<boolean>;
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

/** Runs one action at a time and keeps its failure. An ended session leads to the sign-in page. */
export function useSending(): Sending {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const [sending, setSending] = useState(false);
  const [failure, fail] = useState<ApiError | null>(null);
  const busy = useRef(false);
  const run = async (work: () => Promise<void>) => {
    if (busy.current) return false;
    busy.current = true;
    setSending(true);
    fail(null);
    try {
      await work();
      return true;
    } catch (error) {
      const problem = toApiError(error);
      fail(problem);
      if (problem.status === 401) await leaveIfSignedOut(problem);
      return false;
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { run, sending, failure, fail };
}
