import { useMediaQuery } from '@mui/material';
import { useTheme } from '@mui/material/styles';

/** How the desk is laid out: phone and tablet show one thing at a time, an office screen two or three. */
export function useNarrow(): boolean {
  const theme = useTheme();
  return useMediaQuery(theme.breakpoints.down('md'), { noSsr: true });
}
