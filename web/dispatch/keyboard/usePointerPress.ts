import { useEffect } from 'react';
import { useEvent } from 'react-admin';

/** Calls back on each pointer press, which cancels an unfinished keyboard action. */
export function usePointerPress(onPress: () => void): void {
  const press = useEvent(onPress);
  useEffect(() => {
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [press]);
}
