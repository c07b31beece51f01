import { lazy, Suspense } from 'react';
import { Box, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Mark } from './Brand';
import { Loading } from './Loading';
import { BASENAME } from './pages';
import { LanguageSwitch, ThemeSwitch } from './switches';

const JoinPage = lazy(() => import('../account/JoinPage').then((page) => ({ default: page.JoinPage })));

/** The layout of an invitation's page, without the console's frame, because its visitor is not signed in. */
export function JoinLayout() {
  const translate = useTranslate();
  // Reloads the whole page: everything read before the sign-in is out of date.
  const enter = () => window.location.replace(`${BASENAME}/`);
  return (
    <Box component="main" sx={{ minHeight: '100dvh', px: { xs: 2, sm: 3 }, pb: 8 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25, py: 1.5, maxWidth: 480, mx: 'auto' }}>
        <Mark size={32} />
        <Typography component="p" sx={{ flex: 1, fontSize: 17, fontWeight: 650 }}>
          {translate('console.product')}
        </Typography>
        <LanguageSwitch />
        <ThemeSwitch />
      </Stack>
      <Box sx={{ maxWidth: 480, mx: 'auto', pt: { xs: 2, sm: 5 } }}>
        <Suspense fallback={<Loading />}>
          <JoinPage onDone={enter} />
        </Suspense>
      </Box>
    </Box>
  );
}
