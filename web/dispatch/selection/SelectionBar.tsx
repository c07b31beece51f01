import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { MAX_SELECTED } from '../deskState';

interface SelectionBarProps {
  count: number;
  /** How many more of the listed cases could be selected. */
  more: number;
  onAll: () => void;
  onOpen: () => void;
  onClear: () => void;
}

/** Below the queue while cases are selected: how many, and the buttons for them. */
export function SelectionBar({ count, more, onAll, onOpen, onClear }: SelectionBarProps) {
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
        {translate('desk.selected.count', { count, most: MAX_SELECTED })}
      </Box>
      {more > 0 && count < MAX_SELECTED && (
        <Button size="small" color="inherit" onClick={onAll}>
          {translate('desk.selected.all', { count: Math.min(more, MAX_SELECTED - count) })}
        </Button>
      )}
      <Button size="small" color="inherit" onClick={onClear}>
        {translate('desk.selected.clear')}
      </Button>
      <Button size="small" variant="contained" onClick={onOpen}>
        {translate('desk.selected.open')}
      </Button>
    </Box>
  );
}
