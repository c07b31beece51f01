import { useEffect, useId } from 'react';
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RegionProgress } from '../data/console/regionTree';
import { Failed } from '../ui/console/States';
import { useFollow } from './useFollow';
import { useInvalidateRegions } from './useInvalidateRegions';

/** Progress as a bar, with its numbers as text below. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total === 0 ? 100 : Math.min(100, (done / total) * 100);
  return (
    <Box>
      <LinearProgress
        variant="determinate"
        value={share}
        aria-label={label}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography role="status" sx={{ mt: 0.75, fontVariantNumeric: 'tabular-nums' }}>
        {label}
      </Typography>
    </Box>
  );
}

interface ChangeProgressProps {
  action: 'merge' | 'split' | 'recode';
  progress: RegionProgress;
  onClose: () => void;
}

/** The progress of moving cases to a new code. */
export function ChangeProgress({ action, progress: start, onClose }: ChangeProgressProps) {
  const translate = useTranslate();
  const invalidate = useInvalidateRegions();
  const title = useId();
  const { progress, error, retry } = useFollow(start);
  const { finished, cases_moved: moved, cases_total: total } = progress;
  useEffect(() => {
    if (finished) void invalidate();
  }, [finished, invalidate]);
  const close = () => {
    void invalidate();
    onClose();
  };
  const params = { moved: moved.toLocaleString('en-US'), total: total.toLocaleString('en-US') };
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate(`console.region.progress.${action}`)}
      </DialogTitle>
      <DialogContent>
        {finished ? (
          <Alert severity="success">
            {translate(total === 0 ? 'console.region.progress.none' : 'console.region.progress.done', params)}
          </Alert>
        ) : (
          <>
            <Progress label={translate('console.region.progress.cases', params)} done={moved} total={total} />
            {error !== null && <Failed error={error} retry={retry} />}
            <Typography color="text.secondary" sx={{ mt: 1 }}>
              {translate('console.region.progress.alone')}
            </Typography>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button
          variant={finished ? 'contained' : 'outlined'}
          autoFocus
          onClick={close}
          sx={{ minHeight: 44 }}
        >
          {translate(finished ? 'console.region.progress.finish' : 'console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
