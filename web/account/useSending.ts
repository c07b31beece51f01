import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { type ApiError, toApiError } from '../data/errors';

/** Something being done that is no change of the book: it carries no request id. */
export interface Sending {
  /** Answers whether it was done; the reason why not is then in `failure`. */
  run: (work: () => Promise<void>) => Promise<boolean>;
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

/** Does one thing at a time and keeps why it failed. An ended session leads to the sign-in page. */
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
