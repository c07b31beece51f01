import { useEffect, useRef, useState } from 'react';
import { type Hint, listen, type LiveState } from './live';

/** Whether hints arrive on the listened topics, and since when. */
export interface Liveness {
  state: LiveState;
  since: Date;
}

/** A bulk change sends many hints in a moment; one refetch answers them all. */
const BATCH_MS = 100;

/**
 * Calls `refetch` when something changed on the topics, and on each return of the connection, since nobody knows
 * what was missed. `null` listens to nothing.
 */
export function useLive(topics: readonly string[] | null, refetch: (hints: Hint[]) => void): Liveness {
  const [liveness, setLiveness] = useState<Liveness>({ state: 'connecting', since: new Date() });
  const latest = useRef(refetch);
  latest.current = refetch;
  const key = topics?.join(' ') ?? '';
  useEffect(() => {
    if (!key) return;
    let batched: Hint[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      const hints = batched;
      batched = [];
      timer = undefined;
      latest.current(hints);
    };
    const stop = listen(
      key.split(' '),
      (hint) => {
        batched.push(hint);
        timer ??= setTimeout(flush, BATCH_MS);
      },
      (state, since) => {
        setLiveness({ state, since });
        if (state === 'live') timer ??= setTimeout(flush, 0);
      },
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key]);
  return liveness;
}
