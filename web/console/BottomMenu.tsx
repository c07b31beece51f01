import { useState } from 'react';
import { Link, NavLink } from 'react-router-dom';
import MoreHoriz from '@mui/icons-material/MoreHoriz';
import { Box, ListItemIcon, Menu, MenuItem } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { menuOf, type PageName, PAGES, pathOf } from './pages';

/** Maximum number of entries in a row; with more pages the last entry opens the rest. */
const MAX_ENTRIES = 5;

const PLACE = {
  flex: 1,
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  color: 'text.secondary',
  fontSize: 12,
  textDecoration: 'none',
  '&.active': { color: 'primary.main', fontWeight: 600 },
} as const;

/** The menu at the bottom of the screen, on phones. */
export function BottomMenu() {
  const { role } = useMe();
  const translate = useTranslate();
  const all = menuOf(role);
  const pages = all.length > MAX_ENTRIES ? all.slice(0, MAX_ENTRIES - 1) : all;
  const rest = all.slice(pages.length);
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
      {pages.map((page) => {
        const Icon = PAGES[page].icon;
        return (
          <Box key={page} component={NavLink} to={pathOf(page)} sx={PLACE}>
            <Icon sx={{ fontSize: 22 }} />
            {translate(`console.menu.${page}`)}
          </Box>
        );
      })}
      {rest.length > 0 && <More pages={rest} />}
    </Box>
  );
}

/** The pages that do not fit into the row. */
function More({ pages }: { pages: PageName[] }) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Box
        component="button"
        type="button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          ...PLACE,
          border: 0,
          bgcolor: 'transparent',
          fontFamily: 'inherit',
          lineHeight: 'inherit',
          p: 0,
        }}
      >
        <MoreHoriz sx={{ fontSize: 22 }} />
        {translate('console.menu.more')}
      </Box>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        {pages.map((page) => {
          const Icon = PAGES[page].icon;
          return (
            <MenuItem key={page} component={Link} to={pathOf(page)} onClick={close} sx={{ minHeight: 48 }}>
              <ListItemIcon>
                <Icon fontSize="small" />
              </ListItemIcon>
              {translate(`console.menu.${page}`)}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
