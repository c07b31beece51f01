import type { ReactNode } from 'react';
import BubbleChart from '@mui/icons-material/BubbleChartOutlined';
import Grain from '@mui/icons-material/GrainOutlined';
import Hexagon from '@mui/icons-material/HexagonOutlined';
import Map from '@mui/icons-material/MapOutlined';
import PlayCircle from '@mui/icons-material/PlayCircleOutlined';
import TableRows from '@mui/icons-material/TableRowsOutlined';
import { Button, Stack, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type Layer, LAYERS, type Measure, MEASURES, type Shown } from './address';
import type { Show } from './useShown';

const ICONS: Record<Layer, ReactNode> = {
  areas: <Map fontSize="small" />,
  heat: <Grain fontSize="small" />,
  hexagons: <Hexagon fontSize="small" />,
  clusters: <BubbleChart fontSize="small" />,
};

interface ToolbarProps {
  shown: Shown;
  show: Show;
  /** The month with which the player starts. */
  present: string;
  children: ReactNode;
}

/** Layer, measure, map or table, and the player. */
export function Toolbar({ shown, show, present, children }: ToolbarProps) {
  const translate = useTranslate();
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={shown.table ? 'table' : shown.layer}
        aria-label={translate('hotspot.layer_label')}
        onChange={(_event, value: Layer | 'table' | null) => {
          if (value === 'table') show({ table: true });
          // The player needs the areas' counts by month; single spots are queried from the database.
          else if (value) show({ table: false, layer: value, ...(value !== 'areas' && { month: null }) });
        }}
      >
        {LAYERS.map((layer) => (
          <ToggleButton key={layer} value={layer} sx={{ gap: 0.5, px: 1.25, minHeight: 40 }}>
            {ICONS[layer]}
            {translate(`hotspot.layer.${layer}`)}
          </ToggleButton>
        ))}
        <ToggleButton value="table" sx={{ gap: 0.5, px: 1.25, minHeight: 40 }}>
          <TableRows fontSize="small" />
          {translate('hotspot.layer.table')}
        </ToggleButton>
      </ToggleButtonGroup>
      {shown.layer === 'areas' && !shown.table && (
        <TextField
          select
          size="small"
          label={translate('hotspot.measure_label')}
          value={shown.measure}
          onChange={(event) => show({ measure: event.target.value as Measure })}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          sx={{ minWidth: 112 }}
        >
          {MEASURES.map((measure) => (
            <option key={measure} value={measure}>
              {translate(`hotspot.measure.${measure}`)}
            </option>
          ))}
        </TextField>
      )}
      {shown.month === null && (shown.layer === 'areas' || shown.table) && (
        <Button
          variant="outlined"
          startIcon={<PlayCircle />}
          onClick={() => show({ month: present })}
          sx={{ minHeight: 40 }}
        >
          {translate('hotspot.player.open')}
        </Button>
      )}
      {children}
    </Stack>
  );
}
