import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Box, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import { Page } from '../ui/console/Page';

const ADDRESS = { reveals: '/audit', changes: '/audit/changes' } as const;

interface AuditFrameProps {
  tab: keyof typeof ADDRESS;
  actions: ReactNode;
  children: ReactNode;
}

/** The two books under one heading; each tab is an address of its own. */
export function AuditFrame({ tab, actions, children }: AuditFrameProps) {
  const translate = useTranslate();
  const me = useMe();
  return (
    <Page
      title={translate('console.menu.audit')}
      lead={translate('console.audit.lead', { scope: me.scope_name ?? me.organisation_name })}
      actions={actions}
    >
      <Stack component="nav" aria-label={translate('console.audit.tabs')} direction="row" sx={{ mb: 1.5 }}>
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
              '&:hover': { color: name === tab ? 'primary.main' : 'text.primary' },
              '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -4 },
            }}
          >
            {translate(`console.audit.${name}`)}
          </Box>
        ))}
      </Stack>
      {children}
    </Page>
  );
}
