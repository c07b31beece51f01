/** Collects the ids of changed cases, so that a burst of announcements becomes one request. */
export interface ReadBatcher {
  add: (id: string) => void;
  stop: () => void;
}

/** Options of `batchReads`. */
export interface ReadBatcherOptions {
  /** Reads the changed cases. */
  read: (ids: string[]) => Promise<void>;
  /** Reads everything, when too many cases changed at once. */
  readAll: () => Promise<void>;
  /** Milliseconds to wait for further announcements after the first. */
  wait?: number;
  /** More ids than this are a bulk change. */
  most?: number;
}

/**
 * Waits a moment after the first announcement, then reads all collected cases in one request. Further ids are
 * collected while a request runs, so that there is never more than one at a time and the latest state always
 * wins.
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
