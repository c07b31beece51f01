import { Alert, Box, Button } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { Proposal } from '../data/core/proposals';
import type { UnplacedRecord } from '../data/console/cases';
import { useChange } from '../data/hooks/useChange';
import { FixButtons } from '../place';
import { useErrorText } from '../ui/console/useErrorText';

interface FixPanelProps {
  row: UnplacedRecord;
  onDone: () => void;
  onPick: () => void;
}

/** The proposed fixes of a case, one click each, and a button to the map. */
export function FixPanel({ row, onDone, onPick }: FixPanelProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const { scope_code } = useMe();
  const change = useChange('place_case');
  const within = scope_code ?? row.region_code.slice(0, 6);
  const fix = async ({ kind, longitude, latitude, region_code }: Proposal) => {
    const done = await change.send({
      case_id: row.id,
      expected_version: row.version,
      ...(kind === 'region' ? {} : { longitude, latitude }),
      region_code,
    });
    if (!done) return;
    notify('place.list.placed', { type: 'success', messageArgs: { number: row.number } });
    onDone();
  };
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
      <FixButtons
        proposals={row.proposals.filter((one) => one.region_code.startsWith(within))}
        onFix={(proposal) => void fix(proposal)}
        disabled={change.sending}
      />
      <Button
        size="small"
        onClick={onPick}
        aria-label={translate('place.list.pick_label', { number: row.number })}
        sx={{ minHeight: { xs: 44, md: 32 } }}
      >
        {translate('place.list.pick')}
      </Button>
      {change.failure && <Alert severity="error">{errorText(change.failure)}</Alert>}
    </Box>
  );
}
