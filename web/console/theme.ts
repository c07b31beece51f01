import type { ThemeOptions } from '@mui/material/styles';
import { type Colours, paletteOf } from './palette';

const HAN = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

/**
 * In English a Latin font comes first: in a Chinese font quotation marks and apostrophes are two letters
 * wide.
 */
const LATIN = `"Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", ${HAN}`;

/** How the parts of MUI look in these colours. */
function componentsOf(colours: Colours): NonNullable<ThemeOptions['components']> {
  const hairline = `1px solid ${colours.line}`;
  return {
    MuiCssBaseline: {
      styleOverrides: {
        ':root': { '--console-font': HAN },
        ':root:not(:lang(zh))': { '--console-font': LATIN },
        body: { fontVariantNumeric: 'tabular-nums' },
        ':focus-visible': { outlineColor: colours.accent },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: { '&:focus-visible': { outline: `2px solid ${colours.accent}`, outlineOffset: 2 } },
      },
    },
    MuiIconButton: {
      styleOverrides: {
        root: { '&:focus-visible': { outline: `2px solid ${colours.accent}`, outlineOffset: 1 } },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiMenu: { styleOverrides: { paper: { border: hairline, boxShadow: `0 6px 24px ${colours.shade}` } } },
    MuiDialog: {
      styleOverrides: {
        paper: {
          boxShadow: `0 12px 48px ${colours.shade}`,
          '&:not(.MuiDialog-paperFullScreen)': { border: hairline },
        },
      },
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: 17, fontWeight: 650, padding: '16px 24px 8px' } },
    },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 16px', borderTop: hairline } } },
    MuiOutlinedInput: {
      defaultProps: { notched: true },
      styleOverrides: {
        notchedOutline: { borderColor: colours.field },
        root: { backgroundColor: colours.paper },
      },
    },
    // Labels are above their fields from the start, so that nothing jumps and an empty field keeps its
    // label.
    MuiInputLabel: { defaultProps: { shrink: true }, styleOverrides: { root: { fontSize: 15 } } },
    MuiFormHelperText: { styleOverrides: { root: { fontSize: 12.5, marginLeft: 2, marginRight: 2 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: colours.line, padding: '8px 12px' },
        head: { color: colours.faint, fontWeight: 500, fontSize: 13, whiteSpace: 'nowrap' },
      },
    },
    MuiTooltip: { defaultProps: { enterDelay: 400 } },
    MuiAlert: { styleOverrides: { root: { border: hairline, alignItems: 'center' } } },
    MuiSnackbarContent: { styleOverrides: { root: { fontSize: 14 } } },
  };
}

/**
 * The console's theme: dense, calm, thin lines instead of shadows, one radius, the colours of the palette.
 */
function themeOf(mode: 'light' | 'dark'): ThemeOptions {
  const colours = paletteOf(mode);
  return {
    palette: {
      mode,
      primary: { main: colours.accent, dark: colours.accentUnder, contrastText: colours.onAccent },
      secondary: { main: colours.faint },
      error: { main: colours.red },
      warning: { main: colours.amber },
      info: { main: colours.blue },
      success: { main: colours.green },
      background: { default: colours.ground, paper: colours.paper },
      text: { primary: colours.ink, secondary: colours.faint },
      divider: colours.line,
    },
    shape: { borderRadius: 8 },
    typography: {
      fontFamily: 'var(--console-font)',
      fontSize: 14,
      body1: { fontSize: 14, lineHeight: 1.6 },
      body2: { fontSize: 13, lineHeight: 1.55 },
      h1: { fontSize: 20, lineHeight: 1.4, fontWeight: 650 },
      h2: { fontSize: 15, lineHeight: 1.5, fontWeight: 650 },
      h3: { fontSize: 14, lineHeight: 1.5, fontWeight: 650 },
      button: { fontSize: 14, fontWeight: 500, textTransform: 'none' },
      caption: { fontSize: 12.5 },
    },
    components: componentsOf(colours),
  };
}

/** The light theme. */
export const lightTheme = themeOf('light');

/** The dark theme, for wall displays and night shifts. */
export const darkTheme = themeOf('dark');
