import type { JoinInput } from '../../data/parties';
import { newRequestId } from '../../data/requestId';
import { deviceStore } from '../deviceStore';

interface Kept {
  token: string;
  /** What was typed so far. */
  decision: string;
  message: string;
  messages: boolean;
  /** What was last sent; its answer may have been lost. */
  sent: JoinInput | null;
}

const kept = deviceStore<Kept>('join', 'session');

/** What this tab keeps of a decision until it has arrived. */
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
    /** The same words keep their request; changed ones are a new one. */
    request: (input: Omit<JoinInput, 'request_id'>): JoinInput => {
      const { sent } = read();
      const { request_id: before, ...last } = sent ?? { request_id: '' };
      const same = JSON.stringify(last) === JSON.stringify(input);
      return { request_id: same && before ? before : newRequestId(), ...input };
    },
  };
}
