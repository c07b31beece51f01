import { useEffect, useState } from 'react';

/** So long must nothing move before something is asked. */
const PAUSE_MS = 200;

/** A value once it has stayed the same for a moment and nothing moves; values of the same words are the same. */
export function useDebounced<T>(value: T, moving: boolean): T {
  const [debounced, setDebounced] = useState(value);
  const valueKey = JSON.stringify(value);
  useEffect(() => {
    if (moving) return;
    const timer = setTimeout(() => setDebounced(JSON.parse(valueKey) as T), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [valueKey, moving]);
  return debounced;
}
