import { useState } from 'react';
import { Link } from 'react-router-dom';
import Check from '@mui/icons-material/Check';
import ExpandMore from '@mui/icons-material/ExpandMore';
import { Box, Button, Divider, ListSubheader, Menu, MenuItem, Typography } from '@mui/material';
import { useLocaleState, useLogout, useNotify, useTheme, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { switchPost } from '../data/console/session';
import { otherLanguages } from '../text/languages';
import { useErrorText } from '../ui/console/useErrorText';
import { BASENAME, pathOf } from './pages';

/** The signed-in user and the active post; other posts, language and theme on a phone, signing out. */
export function AccountMenu() {
  const me = useMe();
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const logout = useLogout();
  const [locale, setLocale] = useLocaleState();
  const [theme, setTheme] = useTheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const role = translate(`role.${me.role}`);

  const actAs = async (postId: string) => {
    close();
    if (postId === me.post_id) return;
    try {
      await switchPost(postId);
      // A full reload: everything on the screen belongs to the previous post.
      window.location.assign(`${BASENAME}/`);
    } catch (error) {
      notify(errorText(error), { type: 'error' });
    }
  };

  return (
    <>
      <Button
        color="inherit"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={translate('console.account.label', {
          name: me.name,
          role,
          organisation: me.organisation_name,
        })}
        endIcon={<ExpandMore />}
        sx={{ textAlign: 'left', lineHeight: 1.3, py: 0.25 }}
      >
        <Box>
          <Box component="span" sx={{ display: 'block', fontWeight: 600, whiteSpace: 'nowrap' }}>
            {me.name}
          </Box>
          <Box
            component="span"
            // On a tablet the menu needs the space.
            sx={{
              display: { xs: 'none', sm: 'block', md: 'none', lg: 'block' },
              fontSize: 12.5,
              color: 'text.secondary',
              maxWidth: { sm: 280, lg: 220, xl: 280 },
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {role} · {me.organisation_name}
          </Box>
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Box sx={{ px: 2, py: 1, maxWidth: 320 }}>
          <Typography sx={{ fontWeight: 600 }}>{me.name}</Typography>
          <Typography variant="body2" color="text.secondary">
            {role} · {me.organisation_name}
          </Typography>
        </Box>
        {me.posts.length > 1 && (
          <ListSubheader disableSticky>{translate('console.account.posts')}</ListSubheader>
        )}
        {me.posts.length > 1 &&
          me.posts.map((post) => (
            <MenuItem key={post.id} selected={post.id === me.post_id} onClick={() => void actAs(post.id)}>
              <Check
                fontSize="small"
                sx={{ mr: 1, visibility: post.id === me.post_id ? 'visible' : 'hidden' }}
              />
              {translate(`role.${post.role}`)} · {post.organisation_name}
            </MenuItem>
          ))}
        <Divider />
        {otherLanguages(locale).map((language) => (
          <MenuItem
            key={language.locale}
            lang={language.locale}
            sx={{ display: { md: 'none' } }}
            onClick={() => setLocale(language.locale)}
          >
            {language.name}
          </MenuItem>
        ))}
        <MenuItem
          sx={{ display: { md: 'none' } }}
          onClick={() => {
            close();
            setTheme(theme === 'dark' ? 'light' : 'dark');
          }}
        >
          {translate(theme === 'dark' ? 'console.theme.light' : 'console.theme.dark')}
        </MenuItem>
        <MenuItem component={Link} to={pathOf('account')} onClick={close}>
          {translate('console.menu.account')}
        </MenuItem>
        <MenuItem onClick={() => void logout({}, undefined, false)}>{translate('console.sign_out')}</MenuItem>
      </Menu>
    </>
  );
}
