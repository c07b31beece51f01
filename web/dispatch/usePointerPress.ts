import { useEffect, useRef } from 'react';

/** Tells of each press by hand: whatever was begun by key is not any more. */
export function usePointerPress(onPress: () => void): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  useEffect(() => {
    const press = () => latest.current();
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, []);
}
