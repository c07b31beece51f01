import { useState } from 'react';
import { Box } from '@mui/material';
import type { LegendContent, LegendLine } from './useLegend';

const HATCHED =
  'repeating-linear-gradient(135deg, transparent 0 3px, color-mix(in srgb, currentColor 70%, transparent) 3px 4px)';

function Swatch({ fill, hatched = false, sign }: Pick<LegendLine, 'fill' | 'hatched' | 'sign'>) {
  if (sign) {
    return (
      <Box component="span" aria-hidden sx={{ width: 26, textAlign: 'center', fontWeight: 600 }}>
        {sign}
      </Box>
    );
  }
  const colour = typeof fill === 'string' ? fill : `linear-gradient(90deg, ${fill.join(', ')})`;
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        flex: 'none',
        boxSizing: 'border-box',
        width: typeof fill === 'string' ? 26 : 72,
        height: 14,
        border: '1px solid',
        borderColor: 'color-mix(in srgb, currentColor 45%, transparent)',
        borderWidth: hatched ? 2 : 1,
        background: hatched ? `${HATCHED}, ${colour}` : colour,
      }}
    />
  );
}

/** What the colours and symbols on the map mean; collapsed on a small map. */
export function MapLegend({ title, lines }: LegendContent) {
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 900px)').matches);
  return (
    <details className="emap-legend" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <Swatch fill={line.fill} hatched={line.hatched} sign={line.sign} />
            {line.label}
          </li>
        ))}
      </ul>
    </details>
  );
}
