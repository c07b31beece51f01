import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { MOST_PICKS } from './usePicks';

interface PickBarProps {
  count: number;
  /** How many of the listed cases could be picked besides. */
  more: number;
  onAll: () => void;
  onOpen: () => void;
  onClear: () => void;
}

/** Below the queue while cases are picked: how many, and what to do with them. */
export function PickBar({ count, more, onAll, onOpen, onClear }: PickBarProps) {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 0.5,
        px: 1.5,
        py: 0.75,
        borderTop: 2,
        borderColor: 'primary.main',
        flexShrink: 0,
      }}
    >
      <Box role="status" sx={{ flex: '1 0 auto', fontWeight: 600 }}>
        {translate('desk.picks.count', { count, most: MOST_PICKS })}
      </Box>
      {more > 0 && count < MOST_PICKS && (
        <Button size="small" color="inherit" onClick={onAll}>
          {translate('desk.picks.all', { count: Math.min(more, MOST_PICKS - count) })}
        </Button>
      )}
      <Button size="small" color="inherit" onClick={onClear}>
        {translate('desk.picks.clear')}
      </Button>
      <Button size="small" variant="contained" onClick={onOpen}>
        {translate('desk.picks.open')}
      </Button>
    </Box>
  );
}
