/** Values that storage refused (private windows), kept as long as the page lives. */
const memory = new Map<string, string>();

/** One value in the browser's storage. */
export interface DeviceStore<T> {
  read(): T | null;
  /** Returns whether the browser keeps it beyond this page. */
  write(value: T): boolean;
  clear(): void;
}

/** A store under one key; `local` outlives the browser tab, `session` does not. */
export function deviceStore<T>(key: string, where: 'local' | 'session' = 'local'): DeviceStore<T> {
  const name = `e-mediation.portal.${key}`;
  const storage = () => (where === 'local' ? window.localStorage : window.sessionStorage);
  return {
    read() {
      try {
        const text = memory.get(name) ?? storage().getItem(name);
        return text === null ? null : (JSON.parse(text) as T);
      } catch {
        // Storage is refused, or the value is not ours.
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
        // Without storage nothing was kept either.
      }
    },
  };
}
