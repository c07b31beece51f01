import type { ReactNode } from 'react';
import { Box, Stack } from '@mui/material';

/** One line of a list of the parties' side: text and actions. */
export function Line({
  head,
  children,
  actions,
}: {
  head: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Box component="li">
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {head}
        <Box sx={{ flex: 1 }} />
        {actions}
      </Stack>
      {children}
    </Box>
  );
}

/** A list of such lines. */
export const List = ({ children }: { children: ReactNode }) => (
  <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {children}
  </Stack>
);
