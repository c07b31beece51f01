import { useEffect, useState } from 'react';

/** Milliseconds without movement before a request is sent. */
const DEBOUNCE_MS = 200;

/**
 * The value after it has not changed for a moment and the map is not moving; equal content keeps the same
 * object.
 */
export function useDebounced<T>(value: T, moving: boolean): T {
  const [debounced, setDebounced] = useState(value);
  const valueKey = JSON.stringify(value);
  useEffect(() => {
    if (moving) return;
    const timer = setTimeout(() => setDebounced(JSON.parse(valueKey) as T), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [valueKey, moving]);
  return debounced;
}
