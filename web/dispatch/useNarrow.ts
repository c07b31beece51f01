import { useMediaQuery } from '@mui/material';
import { useTheme } from '@mui/material/styles';

/** Whether the screen is a phone or tablet, where the desk shows one part at a time. */
export function useNarrow(): boolean {
  const theme = useTheme();
  return useMediaQuery(theme.breakpoints.down('md'), { noSsr: true });
}
