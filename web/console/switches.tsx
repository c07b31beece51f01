import { useEffect } from 'react';
import DarkMode from '@mui/icons-material/DarkModeOutlined';
import LightMode from '@mui/icons-material/LightModeOutlined';
import { Button, IconButton } from '@mui/material';
import { useLocaleState, useTheme, useTranslate } from 'react-admin';
import { otherLanguages } from '../text/languages';

/** Switches to the other language, labelled in that language. */
export function LanguageSwitch() {
  const [locale, setLocale] = useLocaleState();
  return otherLanguages(locale).map((other) => (
    <Button
      key={other.locale}
      color="inherit"
      size="small"
      lang={other.locale}
      onClick={() => setLocale(other.locale)}
    >
      {other.name}
    </Button>
  ));
}

/** Switches between light and dark theme; styles outside the theme follow, too. */
export function ThemeSwitch() {
  const translate = useTranslate();
  const [theme, setTheme] = useTheme();
  const dark = theme === 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <IconButton
      color="inherit"
      onClick={() => setTheme(dark ? 'light' : 'dark')}
      aria-label={translate(dark ? 'console.theme.light' : 'console.theme.dark')}
      title={translate(dark ? 'console.theme.light' : 'console.theme.dark')}
    >
      {dark ? <LightMode fontSize="small" /> : <DarkMode fontSize="small" />}
    </IconButton>
  );
}
