import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/records';

/** City, county, township, village. */
export const LEVELS: readonly number[] = [1, 2, 3, 4];

/** Open cases against capacity, as numbers and as a bar that turns red when full. */
export function Load({ row }: { row: Pick<OrganisationRecord, 'open_cases' | 'capacity'> }) {
  const translate = useTranslate();
  const share = Math.min(row.open_cases / row.capacity, 1);
  const full = row.open_cases >= row.capacity;
  return (
    <Box
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}
      title={translate('console.organisation.load_hint', { open: row.open_cases, capacity: row.capacity })}
    >
      <Box aria-hidden sx={{ width: 56, height: 5, borderRadius: 1, bgcolor: 'divider', overflow: 'hidden' }}>
        <Box
          sx={{ width: `${share * 100}%`, height: '100%', bgcolor: full ? 'error.main' : 'primary.main' }}
        />
      </Box>
      <Typography
        component="span"
        sx={{ color: full ? 'error.main' : 'text.primary', minWidth: 52, textAlign: 'right' }}
      >
        {row.open_cases}/{row.capacity}
      </Typography>
    </Box>
  );
}
