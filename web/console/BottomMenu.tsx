import { NavLink } from 'react-router-dom';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/Me';
import { ICONS } from './icons';
import { MENU, PATHS } from './paths';

/** The menu within a thumb's reach, on phones. */
export function BottomMenu() {
  const { role } = useMe();
  const translate = useTranslate();
  return (
    <Box
      component="nav"
      aria-label={translate('console.menu.label')}
      sx={{
        display: { xs: 'flex', md: 'none' },
        displayPrint: 'none',
        position: 'fixed',
        insetInline: 0,
        bottom: 0,
        height: 'calc(var(--console-foot) + env(safe-area-inset-bottom))',
        pb: 'env(safe-area-inset-bottom)',
        zIndex: 'appBar',
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {MENU[role].map((page) => {
        const Icon = ICONS[page];
        return (
          <Box
            key={page}
            component={NavLink}
            to={PATHS[page]}
            sx={{
              flex: 1,
              display: 'flex',
              flexDirection: 'column',
              alignItems: 'center',
              justifyContent: 'center',
              color: 'text.secondary',
              fontSize: 12,
              textDecoration: 'none',
              '&.active': { color: 'primary.main', fontWeight: 600 },
            }}
          >
            <Icon sx={{ fontSize: 22 }} />
            {translate(`console.menu.${page}`)}
          </Box>
        );
      })}
    </Box>
  );
}
