import { useEffect, useRef, useState } from 'react';
import { toApiError, type ApiError } from '../../data/core/errors';
import type { HolderInput } from '../../data/portal/public';
import { newRequestId } from '../../data/core/requestId';
import { deviceStore } from '../deviceStore';
import { lengthOf } from '../typed';
import type { Pair } from '../tracking';

interface Kept {
  text: string;
  /** The text last sent and its request id: a retry after a lost answer counts once. */
  sent: string;
  requestId: string;
  savedAt: number;
}

/** Milliseconds after which an unsent text is removed. */
const KEEP_MS = 7 * 86_400_000;

/** A validation error of the text, by code. */
export interface ValidationError {
  code: string;
  params: Record<string, unknown>;
}

/** The form of one text that the holder of a tracking code sends. */
export interface HolderForm {
  text: string;
  set: (text: string) => void;
  /** False when the browser refuses to store the text. */
  kept: boolean;
  busy: boolean;
  validationError: ValidationError | null;
  error: ApiError | null;
  /** Number of attempts, so that the same error is announced again. */
  tries: number;
  send: () => Promise<void>;
}

interface HolderFormOf {
  /** Name of the storage key of the text. */
  name: string;
  pair: Pair;
  limits: readonly [min: number, max: number];
  post: (input: HolderInput, text: string) => Promise<void>;
  onDone: () => void;
  /** Called when the case has changed in the meantime and must be refetched. */
  onStale: () => void;
}

const blank = (): Kept => ({ text: '', sent: '', requestId: newRequestId(), savedAt: 0 });

/** Stores a text on this device until it has arrived, and sends it once. */
export function useHolderForm(of: HolderFormOf): HolderForm {
  const { name, pair, limits, post, onDone, onStale } = of;
  const store = useRef(deviceStore<Kept>(`${name}.${pair.number}`));
  const [state, setState] = useState<Kept>(() => {
    const before = store.current.read();
    return before && Date.now() - before.savedAt < KEEP_MS ? { ...blank(), ...before } : blank();
  });
  const [kept, setKept] = useState(true);
  const [busy, setBusy] = useState(false);
  const [validationError, setValidationError] = useState<ValidationError | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const sending = useRef(false);

  useEffect(() => {
    if (error?.status !== 0) return;
    const back = () => setError(null);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [error]);

  const keep = (next: Kept) => {
    setState(next);
    setKept(store.current.write({ ...next, savedAt: Date.now() }));
  };

  const send = async () => {
    if (sending.current) return;
    const text = state.text.trim();
    const wrong = validationErrorOf(text, limits);
    setValidationError(wrong);
    setError(null);
    setTries((before) => before + 1);
    if (wrong) return;
    const requestId = state.sent && state.sent !== text ? newRequestId() : state.requestId;
    keep({ ...state, sent: text, requestId });
    sending.current = true;
    setBusy(true);
    try {
      await post({ request_id: requestId, number: pair.number, tracking_code: pair.code }, text);
      store.current.clear();
      onDone();
    } catch (failure) {
      const problem = toApiError(failure);
      setError(problem);
      if (problem.code === 'not_possible_now') onStale();
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };

  const set = (text: string) => {
    setValidationError(null);
    keep({ ...state, text });
  };
  return { text: state.text, set, kept, busy, validationError, error, tries, send };
}

/** The validation error of a text of this length; the database checks the same. */
function validationErrorOf(text: string, [min, max]: readonly [number, number]): ValidationError | null {
  const count = lengthOf(text);
  if (count === 0) return min > 0 ? { code: 'field_required', params: {} } : null;
  if (count < min) return { code: 'field_too_short', params: { min } };
  return count > max ? { code: 'field_too_long', params: { max } } : null;
}
