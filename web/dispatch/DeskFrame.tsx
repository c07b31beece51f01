import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** The desk as a whole fills the screen below the header; inside, each part scrolls by itself. */
const FULL =
  'calc(100dvh - var(--console-head, 56px) - var(--console-foot, 0px) - env(safe-area-inset-bottom))';

interface DeskFrameProps {
  narrow: boolean;
  /** Which part a narrow screen shows while no case is open. */
  showMap: boolean;
  /** The switch between list and map, on narrow screens. */
  toggle: ReactNode;
  queue: ReactNode;
  map: ReactNode;
  /** The open case; null for none. */
  panel: ReactNode | null;
  /** What has just been done, with the way back; on a narrow screen a line of its own. */
  notice: ReactNode;
  /** Below the map while an organisation is chosen on it, on narrow screens. */
  mapFoot: ReactNode;
}

/** Queue left, map right, the open case beside them; on a phone one at a time, the case over everything. */
export function DeskFrame({ narrow, showMap, toggle, queue, map, panel, notice, mapFoot }: DeskFrameProps) {
  if (narrow) {
    return (
      <Box sx={{ height: FULL, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        {toggle}
        {notice}
        <Box sx={{ flex: 1, minHeight: 0, display: showMap ? 'none' : 'flex', flexDirection: 'column' }}>
          {queue}
        </Box>
        {/* Hidden, not unmounted: the map keeps its place and the marks their state. */}
        <Box sx={{ flex: 1, minHeight: 0, display: showMap ? 'block' : 'none' }}>{map}</Box>
        {showMap && mapFoot}
        {panel && (
          <Box
            sx={{
              display: showMap ? 'none' : 'block',
              position: 'fixed',
              inset: 0,
              zIndex: (theme) => theme.zIndex.appBar + 1,
              bgcolor: 'background.paper',
            }}
          >
            {panel}
          </Box>
        )}
      </Box>
    );
  }
  const side = {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    bgcolor: 'background.paper',
  } as const;
  return (
    <Box
      sx={{
        height: FULL,
        display: 'grid',
        gridTemplateRows: 'minmax(0, 1fr)',
        // On a middling screen the open case takes the queue's place, so that the map stays worth having.
        gridTemplateColumns: panel
          ? { xs: '400px minmax(0, 1fr)', lg: '380px minmax(0, 1fr) 400px' }
          : { xs: '380px minmax(0, 1fr)', lg: '400px minmax(0, 1fr)' },
      }}
    >
      <Box
        sx={{
          ...side,
          borderRight: 1,
          borderColor: 'divider',
          ...(panel && { display: { xs: 'none', lg: 'flex' } }),
        }}
      >
        {queue}
      </Box>
      <Box sx={{ minWidth: 0, minHeight: 0 }}>{map}</Box>
      {panel && (
        <Box
          sx={{ ...side, borderLeft: 1, borderRight: 1, borderColor: 'divider', order: { xs: -1, lg: 0 } }}
        >
          {panel}
        </Box>
      )}
      {notice}
    </Box>
  );
}
