import { useEffect, useState } from 'react';
import { CircularProgress, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';

const TIMEOUT_MS = 300;

/** A loading state, shown only after a moment, so that quick pages don't flicker. */
export function Loading() {
  const translate = useTranslate();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return null;
  return (
    <Stack role="status" sx={{ alignItems: 'center', py: 10 }}>
      <CircularProgress size={28} aria-label={translate('console.loading')} />
    </Stack>
  );
}
