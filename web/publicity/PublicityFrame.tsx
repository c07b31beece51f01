import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Box, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import { Page } from '../ui/console/Page';

const ADDRESS = {
  guides: '/publicity',
  figures: '/publicity/figures',
  posters: '/publicity/posters',
} as const;

/** What of this the reader may do; the database decides. */
export function useMayPublish(): { guides: boolean; figures: boolean } {
  const { role, scope_level: level } = useMe();
  return {
    guides: role === 'administrator' && level === 1,
    figures: (role === 'administrator' || role === 'leader') && level === 1,
  };
}

/** The parts of what the public reads under one heading; each tab is an address of its own. */
export function PublicityFrame({ tab, children }: { tab: keyof typeof ADDRESS; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Page title={translate('console.publicity.title')} lead={translate(`console.publicity.lead.${tab}`)}>
      <Stack
        component="nav"
        aria-label={translate('console.publicity.tabs')}
        direction="row"
        sx={{ mb: 1.5, flexWrap: 'wrap', displayPrint: 'none' }}
      >
        {Object.entries(ADDRESS).map(([name, to]) => (
          <Box
            key={name}
            component={Link}
            to={to}
            aria-current={name === tab ? 'page' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              minHeight: 44,
              px: 2,
              color: name === tab ? 'primary.main' : 'text.secondary',
              fontWeight: 500,
              textDecoration: 'none',
              borderBottom: '2px solid',
              borderColor: name === tab ? 'primary.main' : 'transparent',
              '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -4 },
            }}
          >
            {translate(`console.publicity.tab.${name}`)}
          </Box>
        ))}
      </Stack>
      {children}
    </Page>
  );
}
