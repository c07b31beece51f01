import { NavLink } from 'react-router-dom';
import { Box, Link, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useListsAhead } from '../data/hooks/useLists';
import { useMe } from '../data/hooks/Me';
import { AccountMenu } from './AccountMenu';
import { Brand } from './Brand';
import { LanguageSwitch, ThemeSwitch } from './switches';
import { LiveState } from './LiveState';
import { NoticeBell } from './NoticeBell';
import { menuOf, pathOf } from './pages';

/** Product name, menu, connection state, and the signed-in user. */
export function Header() {
  useListsAhead();
  const { role } = useMe();
  const translate = useTranslate();
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        height: 'var(--console-head)',
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
        displayPrint: 'none',
      }}
    >
      <Link
        href="#content"
        sx={{
          position: 'absolute',
          left: -9999,
          '&:focus': { left: 8, top: 8, zIndex: 1, bgcolor: 'background.paper', p: 1 },
        }}
      >
        {translate('ra.navigation.skip_nav')}
      </Link>
      <Stack
        direction="row"
        sx={{ height: '100%', alignItems: 'center', px: { xs: 1.5, sm: 2 }, gap: { xs: 1, xl: 2 } }}
      >
        <Brand />
        <Stack
          component="nav"
          aria-label={translate('console.menu.label')}
          direction="row"
          sx={{ display: { xs: 'none', md: 'flex' }, height: '100%', ml: 1 }}
        >
          {menuOf(role).map((page) => (
            <Box
              key={page}
              component={NavLink}
              to={pathOf(page)}
              sx={{
                display: 'flex',
                alignItems: 'center',
                px: { md: 0.75, lg: 1.25, xl: 1.75 },
                color: 'text.secondary',
                fontWeight: 500,
                textDecoration: 'none',
                borderBottom: '2px solid transparent',
                borderTop: '2px solid transparent',
                '&:hover': { color: 'text.primary' },
                '&.active': { color: 'primary.main', borderBottomColor: 'primary.main' },
                '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -4 },
              }}
            >
              {translate(`console.menu.${page}`)}
            </Box>
          ))}
        </Stack>
        <Box sx={{ flex: 1 }} />
        <LiveState />
        <Stack direction="row" sx={{ display: { xs: 'none', md: 'flex' } }}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <NoticeBell />
        <AccountMenu />
      </Stack>
    </Box>
  );
}
