/**
 * A small drawer of the browser's storage. In private windows storage may refuse: then nothing is kept, and the page
 * works on from memory.
 */
export interface Drawer<T> {
  read(): T | null;
  /** Returns whether it was kept. */
  write(value: T): boolean;
  clear(): void;
}

/** A drawer under one key; `local` outlives the tab, `session` does not. */
export function drawer<T>(key: string, where: 'local' | 'session' = 'local'): Drawer<T> {
  const name = `e-mediation.portal.${key}`;
  const storage = () => (where === 'local' ? window.localStorage : window.sessionStorage);
  return {
    read() {
      try {
        const text = storage().getItem(name);
        return text === null ? null : (JSON.parse(text) as T);
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        storage().setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    clear() {
      try {
        storage().removeItem(name);
      } catch {
        // Nothing was kept either.
      }
    },
  };
}
