import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** The desk fills the screen below the header; each part inside scrolls on its own. */
const FULL =
  'calc(100dvh - var(--console-head, 56px) - var(--console-foot, 0px) - env(safe-area-inset-bottom))';

interface DeskFrameProps {
  narrow: boolean;
  /** Whether a narrow screen shows the map instead of the list while no case is open. */
  showMap: boolean;
  /** The switch between list and map, on narrow screens. */
  toggle: ReactNode;
  queue: ReactNode;
  map: ReactNode;
  /** The open case; null for none. */
  panel: ReactNode | null;
  /** What has just been done, with an undo button; on a narrow screen a line of its own. */
  notice: ReactNode;
  /** Below the map while an organisation is chosen on it, on narrow screens. */
  mapFoot: ReactNode;
}

/**
 * Layout: queue left, map right, the open case between them; on a phone one at a time, with the case on top.
 */
export function DeskFrame({ narrow, showMap, toggle, queue, map, panel, notice, mapFoot }: DeskFrameProps) {
  if (narrow) {
    return (
      <Box sx={{ height: FULL, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        {toggle}
        {notice}
        <Box sx={{ flex: 1, minHeight: 0, display: showMap ? 'none' : 'flex', flexDirection: 'column' }}>
          {queue}
        </Box>
        {/* Hidden, not unmounted, so that map view and markers are kept. */}
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
        // On a medium screen the open case replaces the queue, so that the map stays large enough.
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
