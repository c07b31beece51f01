import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Box, Tab, Tabs } from '@mui/material';
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
      <Box component="nav" aria-label={translate('console.audit.tabs')} sx={{ mb: 1.5 }}>
        <Tabs value={tab} role={undefined} sx={{ minHeight: 44 }}>
          {Object.entries(ADDRESS).map(([name, to]) => (
            <Tab
              key={name}
              value={name}
              component={Link}
              to={to}
              label={translate(`console.audit.${name}`)}
              role={undefined}
              aria-current={name === tab ? 'page' : undefined}
              sx={{ minHeight: 44 }}
            />
          ))}
        </Tabs>
      </Box>
      {children}
    </Page>
  );
}
