import { useEffect, useState } from 'react';
import { Box, Button, FormHelperText } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Proposal } from '../data/core/proposals';
import { useVerdict } from '../data/hooks/useVerdict';
import { Fix, PlacePicker } from '../place';
import { CheckInput } from '../ui/form/CheckInput';
import { useField } from '../ui/form/useField';
import { useSetValues, useValues } from '../ui/form/values';
import { placeIn, type Values } from './draft';

interface PinFieldProps {
  /** The region chosen so far; below, that of the user's post, which contains it. */
  region: string;
  within: string;
}

/** An optional map, loaded when opened. An invalid place is reported at once, with its fixes. */
export function PinField({ region, within }: PinFieldProps) {
  const translate = useTranslate();
  const values = useValues<Values>();
  // Both coordinates are set at once: one alone is not a place.
  const set = useSetValues<Values>();
  const field = useField({ name: 'longitude', label: translate('console.intake.place') });
  const [open, setOpen] = useState(field.value !== '');
  const place = placeIn(values);
  const verdict = useVerdict(region, place);
  const { problem } = field;
  useEffect(() => {
    if (problem) setOpen(true);
  }, [problem]);
  const fix = ({ kind, longitude, latitude, region_code }: Proposal) =>
    // Without a pin the centre of the region is used.
    set(
      kind === 'region'
        ? { longitude: '', latitude: '' }
        : { longitude: String(longitude), latitude: String(latitude), region_code },
    );
  return (
    <Box>
      <Button
        name="longitude"
        variant="outlined"
        aria-expanded={open}
        aria-describedby={problem && !verdict ? 'pin-problem' : undefined}
        onClick={() => setOpen(!open)}
        sx={{ minHeight: 44, width: { xs: '100%', sm: 'auto' } }}
      >
        {translate(open ? 'console.intake.pin_close' : 'console.intake.pin_open')}
      </Button>
      {problem && !verdict && (
        <FormHelperText id="pin-problem" error>
          {problem}
        </FormHelperText>
      )}
      {open && (
        <Box sx={{ mt: 1.5 }}>
          <PlacePicker
            region={region}
            value={place}
            onChange={(chosen) =>
              set({
                longitude: chosen ? String(chosen.longitude) : '',
                latitude: chosen ? String(chosen.latitude) : '',
              })
            }
            disabled={field.disabled}
          />
        </Box>
      )}
      {verdict && (
        <Box sx={{ mt: 1.5, display: 'grid', gap: 1 }}>
          <Fix
            {...verdict}
            proposals={verdict.proposals.filter((one) => one.region_code.startsWith(within))}
            onFix={fix}
            disabled={field.disabled}
          />
          <CheckInput
            name="keep_unplaced"
            label={translate('place.keep')}
            hint={translate('place.keep_hint')}
            size="medium"
          />
        </Box>
      )}
    </Box>
  );
}
