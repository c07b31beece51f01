import { Alert, Box, FormHelperText, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { Proposal } from '../../data/core/proposals';
import { CODE_LENGTH, levelOf, regionsBelow } from '../../data/console/regions';
import { useRead } from '../../data/hooks/useRead';
import { useVerdict } from '../../data/hooks/useVerdict';
import { Fix, PlacePicker } from '../../place';
import { useFormStatus } from '../../ui/form/formStatus';
import { useField } from '../../ui/form/useField';
import { useSetValues, useValues } from '../../ui/form/values';
import { claimedPair, pinOf } from './position';
import { useCaseOfForm } from './caseOfForm';

interface Placing extends Record<string, string> {
  longitude: string;
  latitude: string;
  region_code: string;
}

/**
 * Sets the location of a case: a pin, pasted coordinates or a proposal of the database; and the region within
 * the desk's jurisdiction.
 */
export function PlacingFields() {
  const translate = useTranslate();
  const { scope_code } = useMe();
  const { case: row } = useCaseOfForm();
  const values = useValues<Placing>();
  const set = useSetValues<Placing>();
  const pin = useField({ name: 'longitude', label: translate('field.longitude') });
  const { problem: problemOfRegion } = useField({
    name: 'region_code',
    label: translate('field.region_code'),
  });
  const { disabled } = pin;
  const region = values.region_code || row.region_code;
  const place = pinOf(values);
  const verdict = useVerdict(region, place);
  const within = scope_code ?? row.region_code.slice(0, 6);
  const setPlace = (chosen: { longitude: number; latitude: number } | null) =>
    set({
      longitude: chosen ? String(chosen.longitude) : '',
      latitude: chosen ? String(chosen.latitude) : '',
    });
  const fix = (proposal: Proposal) => {
    setPlace(proposal.kind === 'region' ? null : proposal);
    if (proposal.region_code !== region) set({ region_code: proposal.region_code });
  };
  const problem = pin.problem ?? problemOfRegion;
  const claimed = claimedPair(row);
  return (
    <>
      {row.place_problem && (
        <Alert severity="info">
          {translate(`error.${row.place_problem}`, { county: '' })}
          {claimed && (
            <Typography variant="body2">{translate('place.form.claimed', { pair: claimed })}</Typography>
          )}
        </Alert>
      )}
      <Typography color="text.secondary">{translate('place.form.lead')}</Typography>
      {[3, 4].map((level) => (
        <Below key={level} level={level} region={region} within={within} />
      ))}
      <PlacePicker region={region} value={place} onChange={setPlace} disabled={disabled} />
      {verdict && (
        <Fix
          {...verdict}
          // A case outside the desk's jurisdiction is escalated, not moved.
          proposals={verdict.proposals.filter((one) => one.region_code.startsWith(within))}
          onFix={fix}
          disabled={disabled}
        />
      )}
      {problem && !verdict && (
        <Box>
          <FormHelperText error>{problem}</FormHelperText>
        </Box>
      )}
    </>
  );
}

/** The township or village, once the county is known. */
function Below({ level, region, within }: { level: number; region: string; within: string }) {
  const translate = useTranslate();
  const set = useSetValues<Placing>();
  const { sending } = useFormStatus();
  const parent = region.slice(0, CODE_LENGTH[level - 1]);
  const known = levelOf(region) >= level - 1 && within.length < (CODE_LENGTH[level] ?? 0);
  const { data = [] } = useRead(['regions', 'below', parent], (signal) => regionsBelow(parent, signal), {
    staleTime: 5 * 60_000,
    enabled: known,
  });
  if (!known) return null;
  const chosen = levelOf(region) >= level ? region.slice(0, CODE_LENGTH[level]) : '';
  return (
    <TextField
      select
      label={translate(level === 3 ? 'place.form.town' : 'place.form.village')}
      value={data.some(({ code }) => code === chosen) ? chosen : ''}
      onChange={(event) => set({ region_code: event.target.value || parent })}
      disabled={sending}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{translate('place.form.any')}</option>
      {data.map((one) => (
        <option key={one.code} value={one.code}>
          {one.name}
        </option>
      ))}
    </TextField>
  );
}
