import { Link } from 'react-router-dom';
import { Box, Stack } from '@mui/material';

interface TabLinksProps {
  /** Accessible name of the row. */
  label: string;
  tabs: readonly { name: string; to: string; text: string }[];
  /** Name of the open tab. */
  current: string;
}

/** The tabs of a page as a row of links; each tab has its own URL. */
export function TabLinks({ label, tabs, current }: TabLinksProps) {
  return (
    <Stack
      component="nav"
      aria-label={label}
      direction="row"
      sx={{ mb: 1.5, flexWrap: 'wrap', displayPrint: 'none' }}
    >
      {tabs.map(({ name, to, text }) => (
        <Box
          key={name}
          component={Link}
          to={to}
          aria-current={name === current ? 'page' : undefined}
          sx={{
            display: 'flex',
            alignItems: 'center',
            minHeight: 44,
            px: 2,
            color: name === current ? 'primary.main' : 'text.secondary',
            fontWeight: 500,
            textDecoration: 'none',
            borderBottom: '2px solid',
            borderColor: name === current ? 'primary.main' : 'transparent',
            '&:hover': { color: name === current ? 'primary.main' : 'text.primary' },
            '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -4 },
          }}
        >
          {text}
        </Box>
      ))}
    </Stack>
  );
}
