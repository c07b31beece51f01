import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useErrorText } from '../../ui/console/useErrorText';
import type { BatchState } from './useBatch';

interface BatchOutcomeProps {
  state: BatchState;
  onRetry: () => void;
  onClose: () => void;
}

/** Progress of a batch; afterwards the failures with their reasons, and a retry. */
export function BatchOutcome({ state, onRetry, onClose }: BatchOutcomeProps) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { total, running, ended } = state;
  const failed = ended.flatMap((one) => ('failure' in one ? [one] : []));
  const progress = translate('desk.batch.progress', { done: ended.length, total });
  if (running)
    return (
      <Box role="status" sx={{ display: 'grid', gap: 0.75 }}>
        <Typography>{progress}</Typography>
        <LinearProgress variant="determinate" value={(100 * ended.length) / total} aria-label={progress} />
      </Box>
    );
  if (failed.length === 0) return null;
  return (
    <Alert
      severity="warning"
      action={
        <Box sx={{ display: 'grid', gap: 0.5 }}>
          <Button size="small" color="inherit" variant="outlined" onClick={onRetry}>
            {translate('desk.batch.retry')}
          </Button>
          <Button size="small" color="inherit" onClick={onClose}>
            {translate('desk.batch.close')}
          </Button>
        </Box>
      }
    >
      {translate('desk.batch.failed', { done: total - failed.length, failed: failed.length })}
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {failed.map(({ sending, failure }) => (
          <li key={sending.row.id}>
            {translate('desk.batch.why', {
              number: sending.row.number,
              why:
                failure.code === 'stale_version'
                  ? translate('desk.batch.stale', {
                      actor: failure.params.actor ?? translate('console.actor.system'),
                      verb: translate(`verb.${String(failure.params.verb)}`),
                    })
                  : errorText(failure),
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
