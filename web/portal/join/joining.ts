import type { JoinInput } from '../../data/portal/parties';
import { newRequestId } from '../../data/core/requestId';
import { deviceStore } from '../deviceStore';

interface Kept {
  token: string;
  /** The input so far. */
  decision: string;
  message: string;
  messages: boolean;
  /** The request last sent; its answer may have been lost. */
  sent: JoinInput | null;
}

const kept = deviceStore<Kept>('join', 'session');

/** What this browser tab stores of a decision until it has arrived. */
export function joiningOf(token: string) {
  const read = (): Kept => {
    const found = kept.read();
    if (found && found.token === token) return found;
    return { token, decision: '', message: '', messages: false, sent: null };
  };
  return {
    read,
    write: (change: Partial<Kept>) => kept.write({ ...read(), ...change }),
    sent: () => read().sent,
    /** The same input keeps its request id; changed input gets a new one. */
    request: (input: Omit<JoinInput, 'request_id'>): JoinInput => {
      const { sent } = read();
      const { request_id: before, ...last } = sent ?? { request_id: '' };
      const same = JSON.stringify(last) === JSON.stringify(input);
      return { request_id: same && before ? before : newRequestId(), ...input };
    },
  };
}
