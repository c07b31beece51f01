import { Box, Button, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import { useTranslate } from 'react-admin';

/** Switch between list and map, on screens too narrow for both. */
export function ViewSwitch({ map, onMap }: { map: boolean; onMap: (map: boolean) => void }) {
  const translate = useTranslate();
  return (
    <ToggleButtonGroup
      exclusive
      fullWidth
      value={map ? 'map' : 'list'}
      onChange={(_, value: string | null) => value && onMap(value === 'map')}
      aria-label={translate('dispatch.view.label')}
      sx={{ p: 1, flexShrink: 0, '& button': { minHeight: 44, fontSize: 15, color: 'text.primary' } }}
    >
      <ToggleButton value="list">{translate('dispatch.view.list')}</ToggleButton>
      <ToggleButton value="map">{translate('dispatch.view.map')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

/** Below the queue: how many cases are loaded and on the map, and the help about keys. */
export function DeskFoot({ shown, onMap, onHelp }: { shown: number; onMap: number; onHelp: () => void }) {
  const translate = useTranslate();
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        px: 1.5,
        py: 0.25,
        borderTop: 1,
        borderColor: 'divider',
        color: 'text.secondary',
        fontSize: 13,
        flexShrink: 0,
      }}
    >
      <Box sx={{ flex: 1 }}>
        {shown > 0 &&
          (onMap > shown
            ? translate('desk.map.whole', { shown, count: onMap })
            : translate('dispatch.queue.shown', { smart_count: shown }))}
      </Box>
      <Button
        size="small"
        color="inherit"
        startIcon={<KeyboardIcon />}
        onClick={onHelp}
        sx={{ display: { xs: 'none', md: 'flex' } }}
      >
        {translate('dispatch.keys.open')}
      </Button>
    </Box>
  );
}

/** Below the map while an organisation is chosen on it. */
export function MapFoot({
  number,
  count,
  onBack,
}: {
  /** Number of the case to dispatch; null for the selection. */
  number: string | null;
  count: number;
  onBack: () => void;
}) {
  const translate = useTranslate();
  return (
    <Box
      sx={{
        p: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        display: 'flex',
        gap: 1,
      }}
    >
      <Typography sx={{ flex: 1 }}>
        {number === null
          ? translate('desk.map.choose', { count })
          : translate('dispatch.map.choose', { number })}
      </Typography>
      <Button onClick={onBack}>{translate('dispatch.map.back')}</Button>
    </Box>
  );
}
