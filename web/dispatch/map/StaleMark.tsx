import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { cityClock } from '../../domain/dates';
import type { Liveness } from '../queue/useLiveQueue';

/** Shown on the map while live updates are interrupted: since when it may be out of date. */
export function StaleMark({ state, since }: Liveness) {
  const translate = useTranslate();
  if (state !== 'stale') return null;
  return (
    <Box
      role="status"
      sx={{
        position: 'absolute',
        zIndex: 2,
        left: '50%',
        bottom: 28,
        transform: 'translateX(-50%)',
        px: 1.5,
        py: 0.5,
        width: 'max-content',
        maxWidth: 'calc(100% - 24px)',
        fontSize: 13,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'warning.main',
        borderRadius: 1,
      }}
    >
      {translate('desk.map.stale', { time: cityClock(since).slice(11) })}
    </Box>
  );
}
