import { type ComponentProps, lazy, Suspense } from 'react';
import { Box, CircularProgress } from '@mui/material';
import { useTranslate } from 'react-admin';

const DeskMap = lazy(() => import('./DeskMap'));

/** The map of the desk, with a placeholder while it loads. */
export function LazyDeskMap(props: ComponentProps<typeof DeskMap>) {
  const translate = useTranslate();
  const waiting = (
    <Box sx={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <CircularProgress size={28} aria-label={translate('dispatch.map.loading')} />
    </Box>
  );
  return (
    <Suspense fallback={waiting}>
      <DeskMap {...props} />
    </Suspense>
  );
}
