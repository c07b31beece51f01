/** What storage refused to keep (private windows), for as long as the page lives. */
const memory = new Map<string, string>();

/** A small drawer of the browser's storage. */
export interface DeviceStore<T> {
  read(): T | null;
  /** Returns whether the browser keeps it beyond this page. */
  write(value: T): boolean;
  clear(): void;
}

/** A drawer under one key; `local` outlives the tab, `session` does not. */
export function deviceStore<T>(key: string, where: 'local' | 'session' = 'local'): DeviceStore<T> {
  const name = `e-mediation.portal.${key}`;
  const storage = () => (where === 'local' ? window.localStorage : window.sessionStorage);
  return {
    read() {
      try {
        const text = memory.get(name) ?? storage().getItem(name);
        return text === null ? null : (JSON.parse(text) as T);
      } catch {
        // Refused, or something else wrote there.
        return null;
      }
    },
    write(value) {
      const text = JSON.stringify(value);
      try {
        storage().setItem(name, text);
        memory.delete(name);
        return true;
      } catch {
        memory.set(name, text);
        return false;
      }
    },
    clear() {
      memory.delete(name);
      try {
        storage().removeItem(name);
      } catch {
        // Nothing was kept either.
      }
    },
  };
}
