import { type ReactNode, useId } from 'react';
import { Box, Stack, Typography } from '@mui/material';

interface PanelProps {
  title?: string;
  /** To the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A framed part of a page with its heading. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={title ? id : undefined}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}
    >
      {title && (
        <Stack
          direction="row"
          sx={{ px: 2, py: 1, minHeight: 44, alignItems: 'center', borderBottom: 1, borderColor: 'divider' }}
        >
          <Typography variant="h2" id={id} sx={{ flex: 1 }}>
            {title}
          </Typography>
          {aside}
        </Stack>
      )}
      <Box sx={{ p: 2 }}>{children}</Box>
    </Box>
  );
}
