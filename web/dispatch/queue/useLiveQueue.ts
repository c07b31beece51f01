import { useEffect, useRef, useState } from 'react';
import { listen, type LiveState } from '../../data/live/live';
import { batchReads } from './batchReads';

/** How the desk handles announcements of changes. */
export interface LiveHandlers {
  /** Whether an announced version is not on the screen yet. */
  isNews: (id: string, version: number) => boolean;
  /** Reads the changed cases; must report its own failures, and returns whether it succeeded. */
  read: (ids: string[]) => Promise<boolean>;
  /**
   * Refetches everything: after a bulk change, and whenever announcements begin to arrive (some were missed
   * before).
   */
  readAll: () => Promise<void>;
}

/** Whether the queue is live, and since when. */
export interface Liveness {
  state: LiveState;
  since: Date;
}

const RETRY_MS = 3000;

/**
 * Milliseconds after which the queue is read again when it has just been opened: what changed between the first read
 * and the first announcement must not be missed, and must not delay the first rows either.
 */
const SETTLE_MS = 1000;

/** Polling interval while no announcements arrive. */
const POLL_MS = 30_000;

/** Listens to the post's topic and has the changed cases refetched, a burst in one request. */
export function useLiveQueue(topic: string, handlers: LiveHandlers): Liveness {
  const [liveness, setLiveness] = useState<Liveness>(() => ({ state: 'connecting', since: new Date() }));
  const latest = useRef(handlers);
  latest.current = handlers;

  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const batcher = batchReads({
      read: async (ids) => {
        if (await latest.current.read(ids)) return;
        timers.add(setTimeout(() => ids.forEach((id) => batcher.add(id)), RETRY_MS));
      },
      readAll: () => latest.current.readAll(),
    });
    let opening = true;
    const end = listen(
      [topic],
      (hint) => {
        if (hint.id === null) void latest.current.readAll();
        else if (latest.current.isNews(hint.id, hint.version)) batcher.add(hint.id);
      },
      (state, since) => {
        setLiveness({ state, since });
        if (state === 'connecting') return;
        if (state === 'live' && opening)
          timers.add(setTimeout(() => void latest.current.readAll(), SETTLE_MS));
        else if (state === 'live') void latest.current.readAll();
        opening = false;
      },
    );
    return () => {
      end();
      batcher.stop();
      timers.forEach(clearTimeout);
    };
  }, [topic]);

  useEffect(() => {
    if (liveness.state !== 'stale') return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void latest.current.readAll();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [liveness.state]);

  return liveness;
}
