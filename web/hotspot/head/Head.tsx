import type { ReactNode } from 'react';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Shown } from './address';
import { type Crumb, Crumbs } from './Crumbs';
import { Filters } from './Filters';
import { Toolbar } from './Toolbar';
import type { Show } from './useShown';

interface HeadProps {
  way: readonly Crumb[];
  onGo: (code: string) => void;
  shown: Shown;
  show: Show;
  today: string;
  /** At the end of the toolbar: exports. */
  children: ReactNode;
}

/** The header of the page: breadcrumbs, filters and toolbar. */
export function Head({ way, onGo, shown, show, today, children }: HeadProps) {
  const translate = useTranslate();
  return (
    <Box
      sx={{
        px: 2,
        py: 1.25,
        display: 'grid',
        gap: 1.25,
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
        <Typography variant="h1" sx={{ mr: 1 }}>
          {translate('hotspot.title')}
        </Typography>
        <Crumbs way={way} onGo={onGo} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.25, flexDirection: { xs: 'column', md: 'row' } }}>
        <Filters shown={shown} show={show} today={today} />
        <Toolbar shown={shown} show={show} present={today.slice(0, 7)}>
          {children}
        </Toolbar>
      </Box>
    </Box>
  );
}
