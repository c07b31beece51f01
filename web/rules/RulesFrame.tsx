import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Box, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import { Page } from '../ui/console/Page';

const ADDRESS = {
  deadlines: '/rules',
  calendar: '/rules/calendar',
  auto: '/rules/auto',
  map: '/rules/map',
} as const;

interface RulesFrameProps {
  tab: keyof typeof ADDRESS;
  actions?: ReactNode;
  children: ReactNode;
}

/** Whether the reader may edit the city's rules; the database decides. */
export function useEditsRules(): boolean {
  const { role, scope_level: level } = useMe();
  return role === 'administrator' && level === 1;
}

/** The parts of the rules under one heading; each tab is an address of its own. */
export function RulesFrame({ tab, actions, children }: RulesFrameProps) {
  const translate = useTranslate();
  const { role, scope_code: scope } = useMe();
  // What goes by itself is the desk's own affair.
  const desk = role === 'dispatcher' && scope !== null;
  const edits = useEditsRules();
  const tabs = Object.entries(ADDRESS).filter(
    ([name]) => (name !== 'auto' || desk) && (name !== 'map' || edits),
  );
  return (
    <Page
      title={translate('console.rules.title')}
      lead={translate(`console.rules.lead.${tab}`)}
      actions={actions}
    >
      <Stack component="nav" aria-label={translate('console.rules.tabs')} direction="row" sx={{ mb: 1.5 }}>
        {tabs.map(([name, to]) => (
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
            {translate(`console.rules.tab.${name}`)}
          </Box>
        ))}
      </Stack>
      {children}
    </Page>
  );
}
