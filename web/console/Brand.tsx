import { Link } from 'react-router-dom';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

/** The logo: two parties held by one e. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <Box
      component="svg"
      viewBox="0 0 32 32"
      aria-hidden
      sx={{ width: size, height: size, color: 'primary.main', flex: 'none' }}
    >
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <Box
        component="path"
        d="M7 16a9 9 0 0 1 18 0H12m13 0a9 9 0 0 1-16 5.6"
        sx={{
          fill: 'none',
          stroke: (theme) => theme.palette.primary.contrastText,
          strokeWidth: 3,
          strokeLinecap: 'round',
        }}
      />
    </Box>
  );
}

/** Logo and name of the product, as a link to the start page. */
export function Brand() {
  const translate = useTranslate();
  return (
    <Box
      component={Link}
      to="/"
      aria-label={translate('console.product')}
      sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'text.primary', textDecoration: 'none' }}
    >
      <Mark />
      <Typography component="span" sx={{ fontSize: 16, fontWeight: 650, whiteSpace: 'nowrap' }}>
        {translate('console.product')}
      </Typography>
    </Box>
  );
}
