import type { ReactNode } from 'react';
import { Box, Typography } from '@mui/material';

/** A section of the form with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        p: 2,
        display: 'grid',
        gap: 2,
      }}
    >
      <Typography variant="h2">{title}</Typography>
      {children}
    </Box>
  );
}
