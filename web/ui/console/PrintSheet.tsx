import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Box, GlobalStyles } from '@mui/material';

/** Black on white in any theme; table heads repeat and rows are not split. */
const INK = {
  '&, & *': { color: '#000 !important', borderColor: '#777 !important', backgroundColor: '#fff !important' },
  '& thead': { display: 'table-header-group' },
  '& tr, & li': { breakInside: 'avoid' },
  '& a': { textDecoration: 'none' },
} as const;

const PAGE = {
  '@page': { size: 'A4', margin: '16mm 14mm' },
  '@media print': {
    'html, body': { background: '#fff !important', colorScheme: 'light' },
    h1: { color: '#000 !important' },
  },
} as const;

/**
 * A part of the page that is printed without the rest of the console; `alone`: without the page's title, too.
 */
export function PrintArea({ alone = false, children }: { alone?: boolean; children: ReactNode }) {
  return (
    <Box sx={{ '@media print': INK }}>
      <GlobalStyles styles={PAGE} />
      {alone && <GlobalStyles styles={{ '@media print': { h1: { display: 'none' } } }} />}
      {children}
    </Box>
  );
}

/** Content that is only printed, in place of everything on the screen. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <Box
      className="print-sheet"
      sx={{
        display: 'none',
        '@media print': { display: 'block', fontSize: '10.5pt', lineHeight: 1.6, ...INK },
      }}
    >
      <GlobalStyles
        styles={{
          ...PAGE,
          '@media print': {
            ...PAGE['@media print'],
            'body > *:not(.print-sheet)': { display: 'none !important' },
          },
        }}
      />
      {children}
    </Box>,
    document.body,
  );
}
