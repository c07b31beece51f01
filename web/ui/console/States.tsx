import type { ReactNode } from 'react';
import { Alert, Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ApiError } from '../../data/core/errors';
import { useErrorText } from './useErrorText';

interface EmptyProps {
  title: string;
  /** What to do next. */
  hint?: string;
  /** Whether it fills the whole page. */
  page?: boolean;
  children?: ReactNode;
}

/** An empty state, with a sentence about what to do next. */
export function Empty({ title, hint, page = false, children }: EmptyProps) {
  return (
    <Stack sx={{ alignItems: 'center', textAlign: 'center', px: 3, py: 6, gap: 1 }}>
      <Typography variant="h2" component={page ? 'h1' : 'h2'}>
        {title}
      </Typography>
      {hint && (
        <Typography color="text.secondary" sx={{ maxWidth: 440 }}>
          {hint}
        </Typography>
      )}
      {children && <Box sx={{ mt: 1 }}>{children}</Box>}
    </Stack>
  );
}

/** A failed or refused request: what happened, and a retry unless the answer would be the same. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const refused = error instanceof ApiError && (error.status === 403 || error.status === 404);
  return (
    <Alert
      severity={refused ? 'info' : 'error'}
      sx={{ my: 2 }}
      action={
        retry &&
        !refused && (
          <Button color="inherit" size="small" onClick={retry}>
            {translate('console.action.retry')}
          </Button>
        )
      }
    >
      {errorText(error)}
    </Alert>
  );
}

/** Placeholder for rows that are loading. */
export function Waiting({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  const translate = useTranslate();
  return (
    <Stack role="status" aria-label={translate('console.loading')} spacing={1} sx={{ py: 1 }}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} variant="rounded" height={height} />
      ))}
    </Stack>
  );
}
