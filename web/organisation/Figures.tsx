import { Box } from '@mui/material';

interface Figure {
  name: string;
  value: string;
  hint?: string;
  bad?: boolean;
}

/** A few numbers, each with its label. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(104px, 1fr))' }}
    >
      {figures.map(({ name, value, hint, bad }) => (
        <Box key={name} title={hint} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Box component="dt" sx={{ color: 'text.secondary', fontSize: 13 }}>
            {name}
          </Box>
          <Box
            component="dd"
            sx={{ m: 0, fontSize: 20, fontWeight: 600, color: bad ? 'error.main' : 'text.primary' }}
          >
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
