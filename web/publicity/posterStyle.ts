import type { Paper } from './PosterPaper';

/** Width and height in millimetres, and the font sizes. */
const SIZE: Record<Paper, { page: string; width: number; height: number; letters: string }> = {
  a4: { page: 'A4 portrait', width: 210, height: 297, letters: '5.6mm' },
  a3: { page: 'A3 portrait', width: 297, height: 420, letters: '7.9mm' },
  cards: { page: 'A4 portrait', width: 210, height: 297, letters: '3.4mm' },
};

const INK = '#0d5b5e';

function style(paper: Paper) {
  const { page, width, height, letters } = SIZE[paper];
  return {
    '@page': { size: page, margin: 0 },
    '.poster': {
      boxSizing: 'border-box',
      width: `${width}mm`,
      // Slightly less than the page, so that rounding does not create a second one.
      height: `${height - 1}mm`,
      overflow: 'hidden',
      background: '#fff',
      color: '#16302f',
      fontSize: letters,
      lineHeight: 1.4,
      printColorAdjust: 'exact',
      '& p, & h2, & ol': { margin: 0 },
    },
    '.poster:not(.poster-cards)': {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      gap: '0.8em',
      padding: '2.4em',
      borderTop: `1.2em solid ${INK}`,
      '& h2': { fontSize: '2.15em', lineHeight: 1.2, color: INK },
      '& header + header h2': { fontSize: '1.5em' },
      '& ol': { paddingLeft: '1.6em', fontSize: '1.2em' },
      '& ol + ol': { fontSize: '1em' },
      '& footer': { borderTop: '0.1em solid #aebfbd', paddingTop: '0.8em' },
    },
    '.poster-where': { fontWeight: 600 },
    '.poster-scan': { display: 'flex', alignItems: 'center', gap: '1.5em', fontSize: '1.15em' },
    '.poster-code': { display: 'block', flex: 'none', width: '14em', height: '14em' },
    '.poster-number': { fontFamily: 'monospace', letterSpacing: '0.1em', color: '#4d6260' },
    '.poster-call': { fontSize: '1.3em', fontWeight: 700 },
    '.poster-cards': {
      display: 'grid',
      gridTemplate: 'repeat(4, 1fr) / 1fr 1fr',
      padding: '8mm',
    },
    '.poster-card': {
      display: 'flex',
      alignItems: 'center',
      gap: '3mm',
      padding: '4mm',
      border: '0.2mm dashed #777',
      '& .poster-code': { width: '34mm', height: '34mm' },
      '& p + p': { marginTop: '1.5mm' },
    },
    '.poster-small': { fontSize: '0.8em', overflowWrap: 'anywhere' },
    '@media screen': {
      '.poster-print': { display: 'none' },
      '.poster': { zoom: 0.6, border: '1px solid #aebfbd' },
    },
    '@media print': {
      'html, body': { background: '#fff !important', margin: 0 },
      'body > *:not(.poster-print)': { display: 'none !important' },
    },
  } as const;
}

/** The style of each paper on the screen and in print. */
export const POSTER: Record<Paper, ReturnType<typeof style>> = {
  a4: style('a4'),
  a3: style('a3'),
  cards: style('cards'),
};
