/** Everything that an unfinished form keeps on this device stands under names that begin so. */
const PREFIX = 'e-mediation.draft.';

/** Words about people stay on a device for a day at most, counted from the first. */
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
    // Refused, or something else wrote there.
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
    // A browser without storage keeps nothing that could be removed.
  }
}

/** What a form keeps for one account. */
export interface DraftStore<T> {
  read(): T | null;
  /** Answers whether the browser keeps it. */
  write(value: T): boolean;
  clear(): void;
}

/** The drawer of a form; `session` ends with the tab, `local` outlives it. */
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
        // Nothing was kept either.
      }
    },
  };
}

/** Removes what all forms keep, of whatever account. */
export const forgetDrafts = () => sweep(true);

sweep(false);
