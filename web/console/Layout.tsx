import { type ReactNode, Suspense, useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { Box, Button } from '@mui/material';
import { useLogout, useTranslate } from 'react-admin';
import { MeProvider } from '../data/hooks/Me';
import { onOtherTab, whoAmI } from '../data/console/session';
import { useRead } from '../data/hooks/useRead';
import { Empty, Failed } from '../ui/console/States';
import { BottomMenu } from './BottomMenu';
import { Boundary } from './Boundary';
import { Mark } from './Brand';
import { Broken } from './Broken';
import { Header } from './Header';
import { Loading } from './Loading';

/** Height of the header and of the phone's menu, for pages that fill the screen. */
const FRAME = { '--console-head': '56px', '--console-foot': { xs: '56px', md: '0px' } };

/** The frame of every page: header, menu, content. */
export function Layout({ children }: { children?: ReactNode }) {
  const me = useRead(['who_am_i'], () => whoAmI(), { staleTime: Infinity });
  const { pathname } = useLocation();
  useEffect(() => onOtherTab(() => window.location.reload()), []);
  if (me.error) return <Unreachable error={me.error} retry={() => void me.refetch()} />;
  if (me.data === undefined) return <Loading />;
  if (me.data === null) return <NoPost />;
  return (
    <MeProvider value={me.data}>
      <Box sx={{ ...FRAME, minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
        <Header />
        <Box component="main" id="content" sx={{ flex: 1, minWidth: 0, pb: 'var(--console-foot)' }}>
          <Boundary place={pathname} fallback={<Broken />}>
            <Suspense fallback={<Loading />}>{children}</Suspense>
          </Boundary>
        </Box>
        <BottomMenu />
      </Box>
    </MeProvider>
  );
}

function SignOutButton() {
  const logout = useLogout();
  const translate = useTranslate();
  return (
    <Button variant="outlined" onClick={() => void logout({}, undefined, false)}>
      {translate('console.sign_out')}
    </Button>
  );
}

/** A signed-in user without a post: explains why there is nothing to see, and what to do. */
function NoPost() {
  const translate = useTranslate();
  return (
    <Box component="main" sx={{ pt: '12dvh', textAlign: 'center' }}>
      <Mark size={48} />
      <Empty page title={translate('console.stranger.title')} hint={translate('console.stranger.hint')}>
        <SignOutButton />
      </Empty>
    </Box>
  );
}

function Unreachable({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <Box component="main" sx={{ maxWidth: 560, mx: 'auto', px: 2, py: 6 }}>
      <Failed error={error} retry={retry} />
      <SignOutButton />
    </Box>
  );
}
