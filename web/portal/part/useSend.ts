import { useRef, useState } from 'react';
import { toApiError, type ApiError } from '../../data/core/errors';
import type { HolderInput } from '../../data/portal/public';
import { newRequestId } from '../../data/core/requestId';
import type { Pair } from '../tracking';

/**
 * Sends an action without text: a tap, a choice, a signature. A retry of the same action is carried out once.
 */
export function useSend({ number, code }: Pair, onDone: () => void, onStale?: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const sending = useRef(false);
  const last = useRef({ what: '', id: '' });
  const send = async (what: object, post: (input: HolderInput) => Promise<void>) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setError(null);
    setTries((before) => before + 1);
    const payload = JSON.stringify(what);
    if (last.current.what !== payload) last.current = { what: payload, id: newRequestId() };
    try {
      await post({ request_id: last.current.id, number, tracking_code: code });
      last.current = { what: '', id: '' };
      onDone();
    } catch (failure) {
      const problem = toApiError(failure);
      setError(problem);
      // The case has changed in the meantime: show its current state.
      if (problem.status === 409) onStale?.();
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { send, busy, error, tries };
}
