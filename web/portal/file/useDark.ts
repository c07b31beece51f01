import { useEffect, useState } from 'react';

/** Whether the device prefers the dark theme; follows changes. */
export function useDark(): boolean {
  const [dark, setDark] = useState(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const asked = window.matchMedia('(prefers-color-scheme: dark)');
    const look = () => setDark(asked.matches);
    asked.addEventListener('change', look);
    return () => asked.removeEventListener('change', look);
  }, []);
  return dark;
}
