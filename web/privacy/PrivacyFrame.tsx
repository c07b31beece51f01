import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Box, Stack } from '@mui/material';
import { ListBase, type SortPayload, useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import { Page } from '../ui/console/Page';

const ADDRESS = { requests: '/privacy', erasures: '/privacy/erasures', log: '/privacy/log' } as const;

/** The list shows its own failures. */
const quiet = { onError: () => undefined };

interface PrivacyFrameProps {
  tab: keyof typeof ADDRESS;
  resource: string;
  sort: SortPayload;
  /** The filter that the list opens with. */
  first?: object;
  actions?: ReactNode;
  children: ReactNode;
}

/** The three lists under one heading; each tab is an address of its own. */
export function PrivacyFrame({ tab, resource, sort, first, actions, children }: PrivacyFrameProps) {
  const translate = useTranslate();
  const me = useMe();
  return (
    <ListBase
      resource={resource}
      perPage={25}
      sort={sort}
      filterDefaultValues={first}
      queryOptions={quiet}
      disableAuthentication
    >
      <Page
        title={translate('console.privacy.title')}
        lead={translate('console.privacy.lead', { scope: me.scope_name ?? me.organisation_name })}
        actions={actions}
      >
        <Stack
          component="nav"
          aria-label={translate('console.privacy.tabs')}
          direction="row"
          sx={{ mb: 1.5 }}
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
              {translate(`console.privacy.tab.${name}`)}
            </Box>
          ))}
        </Stack>
        {children}
      </Page>
    </ListBase>
  );
}
