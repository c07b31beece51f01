import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import type { CaseFile } from '../../data/console/cases';
import { ApiError, toApiError } from '../../data/core/errors';
import { type VerbResult, callVerb, type Verb, type VerbInput } from '../../data/console/verbs';
import { IdempotencyKey } from '../../data/core/idempotencyKey';

/** A verb that is prepared and sent. */
export interface Sending {
  send: (input: VerbInput[Verb]) => Promise<void>;
  sending: boolean;
  failure: ApiError | null;
  fail: (failure: ApiError | null) => void;
}

interface VerbHandlers {
  /**
   * Refetches the case: after the verb, and after a stale version, the screen must show the current state.
   */
  refetch: () => Promise<unknown>;
  onDone: (result: VerbResult) => void;
}

/**
 * Sends a verb for the version of the case that the user has seen. A click during a request does nothing; the
 * same input sent again after a lost answer is carried out once.
 */
export function useVerb(verb: Verb, file: CaseFile, { refetch, onDone }: VerbHandlers): Sending {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const [sending, setSending] = useState(false);
  const [failure, fail] = useState<ApiError | null>(null);
  const busy = useRef(false);
  const idempotencyKey = useRef(new IdempotencyKey());
  const seen = useRef(file.case.version);

  const send = async (input: VerbInput[Verb]) => {
    if (busy.current) return;
    busy.current = true;
    setSending(true);
    fail(null);
    try {
      const call = { case_id: file.case.id, expected_version: seen.current, ...input };
      const result = await callVerb(
        verb,
        call as Parameters<typeof callVerb<Verb>>[1],
        idempotencyKey.current,
      );
      // The next form must open on the current case, otherwise it would be refused as stale.
      await refetch();
      onDone(result);
    } catch (error) {
      const problem = error instanceof ApiError ? error : toApiError(error);
      fail(problem);
      if (problem.code === 'stale_version') {
        await refetch();
        // The screen now shows the current state, so the next click is for the new version.
        const version = Number(problem.params.version);
        if (version) seen.current = version;
      } else if (problem.status === 401) {
        await leaveIfSignedOut(problem);
      }
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, sending, failure, fail };
}
