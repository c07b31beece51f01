import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** Two fields in a row where there is room. */
export function Row({ gap = 2.5, children }: { gap?: number; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr' } }}>
      {children}
    </Box>
  );
}
