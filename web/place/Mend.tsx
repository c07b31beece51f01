import { Alert, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type Proposal, shortName } from '../data/proposals';

interface MendProps {
  /** Code of what is wrong. */
  problem: string;
  county: string | null;
  proposals: readonly Proposal[];
  onMend: (proposal: Proposal) => void;
  disabled?: boolean;
}

/** What is wrong with a place, and what mends it at one click. */
export function Mend({ problem, county, proposals, onMend, disabled = false }: MendProps) {
  const translate = useTranslate();
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      {translate(`error.${problem}`, { county: county ?? '' })}
      <MendButtons proposals={proposals} onMend={onMend} disabled={disabled} />
    </Alert>
  );
}

/** A button for each proposal; nothing without one. */
export function MendButtons({ proposals, onMend, disabled = false }: Omit<MendProps, 'problem' | 'county'>) {
  const translate = useTranslate();
  if (proposals.length === 0) return null;
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mt: 1 }}>
      {proposals.map((one) => (
        <Button
          key={one.kind}
          type="button"
          size="small"
          variant="outlined"
          color="inherit"
          disabled={disabled}
          onClick={() => onMend(one)}
          sx={{ minHeight: { xs: 44, md: 32 } }}
        >
          {translate(`mend.${one.kind}`, { region: shortName(one) })}
        </Button>
      ))}
    </Stack>
  );
}
