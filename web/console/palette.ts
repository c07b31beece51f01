/** The colours of the console's theme. */
export interface Colours {
  ground: string;
  paper: string;
  ink: string;
  faint: string;
  line: string;
  field: string;
  accent: string;
  /** The accent colour on hover, with readable text on it. */
  accentUnder: string;
  onAccent: string;
  red: string;
  amber: string;
  blue: string;
  green: string;
  shade: string;
}

const LIGHT: Colours = {
  ground: '#f7f5ef',
  paper: '#fffdf9',
  ink: '#22302f',
  faint: '#5b6866',
  line: '#dfdacd',
  field: '#a9b0aa',
  accent: '#0d5b5e',
  accentUnder: '#093f41',
  onAccent: '#ffffff',
  red: '#b3261e',
  amber: '#8f5b00',
  blue: '#19659f',
  green: '#2d6a45',
  shade: 'rgba(34, 48, 47, 0.16)',
};

const DARK: Colours = {
  ground: '#0b1213',
  paper: '#131e20',
  ink: '#e7ecea',
  faint: '#a3b2b0',
  line: '#2a3b3d',
  field: '#4d6264',
  accent: '#63c3bf',
  accentUnder: '#52aca8',
  onAccent: '#06201f',
  red: '#ff8379',
  amber: '#f0b544',
  blue: '#79b8ee',
  green: '#7fc79a',
  shade: 'rgba(0, 0, 0, 0.6)',
};

/** The colours of the light or dark theme. */
export const paletteOf = (mode: 'light' | 'dark'): Colours => (mode === 'dark' ? DARK : LIGHT);
