import { useEffect, useRef } from 'react';

/** Calls back on each pointer press, which cancels an unfinished keyboard action. */
export function usePointerPress(onPress: () => void): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  useEffect(() => {
    const press = () => latest.current();
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, []);
}
