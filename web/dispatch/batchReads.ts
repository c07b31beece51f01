/** Collects ids of changed cases, so that a burst of hints becomes one request. */
export interface ReadBatcher {
  add: (id: string) => void;
  stop: () => void;
}

/** How a gatherer works. */
export interface ReadBatcherOptions {
  /** Reads the changed cases. */
  read: (ids: string[]) => Promise<void>;
  /** Reads everything anew, when too many changed at once. */
  readAll: () => Promise<void>;
  /** Milliseconds to wait for companions of the first hint. */
  wait?: number;
  /** More than so many at once is a bulk change. */
  most?: number;
}

/**
 * Waits a moment after the first hint, then reads all gathered cases in one request. While one request runs the
 * next ids are gathered, so there is never more than one on the way and the last state always wins.
 */
export function batchReads({ read, readAll, wait = 60, most = 40 }: ReadBatcherOptions): ReadBatcher {
  const ids = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running = false;
  let stopped = false;

  const run = async () => {
    timer = null;
    const batch = [...ids];
    ids.clear();
    running = true;
    try {
      await (batch.length > most ? readAll() : read(batch));
    } finally {
      running = false;
      if (ids.size && !stopped) schedule();
    }
  };
  const schedule = () => {
    timer ??= setTimeout(() => void run(), wait);
  };

  return {
    add: (id) => {
      if (stopped) return;
      ids.add(id);
      if (!running) schedule();
    },
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
