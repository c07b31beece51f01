import { useEffect, useState } from 'react';
import { useLocaleState } from 'react-admin';
import { Box } from '@mui/material';
import { exactTime, relativeTime } from '../../domain/dates';

const TICK_MS = 30_000;

/** The current time, updated every half minute, so that relative times stay correct. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

interface TimeProps {
  at: string;
  /** `both` shows the relative and the exact time; the others have the exact one in the tooltip. */
  show?: 'both' | 'relative' | 'exact';
}

/** A time, relative and exact. */
export function Time({ at, show = 'both' }: TimeProps) {
  const [locale] = useLocaleState();
  const now = useNow();
  const exact = exactTime(at, locale);
  const relative = relativeTime(at, locale, now);
  return (
    <Box
      component="time"
      dateTime={at}
      title={exact}
      sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
    >
      {show === 'exact' ? exact : relative}
      {show === 'both' && (
        <Box component="span" sx={{ color: 'text.secondary', ml: 0.75 }}>
          {exact}
        </Box>
      )}
    </Box>
  );
}
