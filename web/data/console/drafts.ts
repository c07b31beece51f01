/** Prefix of the storage keys of all drafts of unfinished forms. */
const PREFIX = 'e-mediation.draft.';

/** Milliseconds for which text about people stays on a device, counted from the first write: one day. */
const KEEP_MS = 24 * 60 * 60 * 1000;

interface Kept {
  since: number;
  value: unknown;
}

const stores = (): Storage[] => [window.localStorage, window.sessionStorage];

function read(store: Storage, key: string): Kept | null {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Kept | null;
    return kept && Date.now() - kept.since < KEEP_MS ? kept : null;
  } catch {
    // Storage is refused, or the value is not ours.
    return null;
  }
}

/** Removes drafts that are too old, or all of them. */
function sweep(all: boolean) {
  try {
    for (const store of stores())
      for (const key of Object.keys(store))
        if (key.startsWith(PREFIX) && (all || !read(store, key))) store.removeItem(key);
  } catch {
    // A browser without storage has nothing to remove.
  }
}

/** The draft of a form for one account. */
export interface DraftStore<T> {
  read(): T | null;
  /** Returns whether the browser stored it. */
  write(value: T): boolean;
  clear(): void;
}

/** The draft store of a form; `session` ends with the browser tab, `local` outlives it. */
export function draftStore<T>(
  form: string,
  account: string,
  where: 'local' | 'session' = 'local',
): DraftStore<T> {
  const key = `${PREFIX}${form}.${account}`;
  const store = () => (where === 'local' ? window.localStorage : window.sessionStorage);
  return {
    read: () => {
      try {
        return (read(store(), key)?.value as T | undefined) ?? null;
      } catch {
        return null;
      }
    },
    write: (value) => {
      try {
        const since = read(store(), key)?.since ?? Date.now();
        store().setItem(key, JSON.stringify({ since, value } satisfies Kept));
        return true;
      } catch {
        return false;
      }
    },
    clear: () => {
      try {
        store().removeItem(key);
      } catch {
        // Without storage nothing was kept either.
      }
    },
  };
}

/** Removes the drafts of all forms and accounts. */
export const forgetDrafts = () => sweep(true);

sweep(false);
