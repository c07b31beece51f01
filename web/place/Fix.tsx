import { Alert, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type Proposal, shortName } from '../data/core/proposals';

interface FixProps {
  /** Code of the problem. */
  problem: string;
  county: string | null;
  proposals: readonly Proposal[];
  onFix: (proposal: Proposal) => void;
  disabled?: boolean;
}

/** The problem of a location, and the buttons that fix it. */
export function Fix({ problem, county, proposals, onFix, disabled = false }: FixProps) {
  const translate = useTranslate();
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      {translate(`error.${problem}`, { county: county ?? '' })}
      <FixButtons proposals={proposals} onFix={onFix} disabled={disabled} />
    </Alert>
  );
}

/** A button for each proposed fix; nothing without one. */
export function FixButtons({ proposals, onFix, disabled = false }: Omit<FixProps, 'problem' | 'county'>) {
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
          onClick={() => onFix(one)}
          sx={{ minHeight: { xs: 44, md: 32 } }}
        >
          {translate(`fix.${one.kind}`, { region: shortName(one) })}
        </Button>
      ))}
    </Stack>
  );
}
