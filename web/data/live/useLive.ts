import { useEffect, useState } from 'react';
import { useEvent } from 'react-admin';
import { type Hint, listen, type LiveState } from './live';

/** State of the realtime connection for these topics, and since when. */
export interface Liveness {
  state: LiveState;
  since: Date;
}

/**
 * Milliseconds in which announcements are batched: a bulk change sends many, and one refetch answers them
 * all.
 */
const BATCH_MS = 100;

/**
 * Calls `refetch` when something changed on the topics, and each time the connection returns, because
 * announcements in between were missed. `null` listens to nothing.
 */
export function useLive(topics: readonly string[] | null, refetch: (hints: Hint[]) => void): Liveness {
  const [liveness, setLiveness] = useState<Liveness>({ state: 'connecting', since: new Date() });
  const read = useEvent(refetch);
  const key = topics?.join(' ') ?? '';
  useEffect(() => {
    if (!key) return;
    let batched: Hint[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      const hints = batched;
      batched = [];
      timer = undefined;
      read(hints);
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
  }, [key, read]);
  return liveness;
}
