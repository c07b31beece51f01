import { useEffect, useState } from 'react';

/** So long must nothing move before something is asked. */
const PAUSE_MS = 200;

/** A value once it has stayed the same for a moment and nothing moves; values of the same words are the same. */
export function useSettled<T>(value: T, moving: boolean): T {
  const [settled, setSettled] = useState(value);
  const words = JSON.stringify(value);
  useEffect(() => {
    if (moving) return;
    const timer = setTimeout(() => setSettled(JSON.parse(words) as T), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, moving]);
  return settled;
}
