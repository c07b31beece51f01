import { useEffect, useState } from 'react';
import { Box, Button, Checkbox, FormControlLabel, FormHelperText } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Proposal } from '../data/core/proposals';
import { useVerdict } from '../data/hooks/useVerdict';
import { Fix, PlacePicker } from '../place';
import { type Values, useForm, useFormField } from '../ui/console/form';
import { placeIn } from './draft';

interface PinFieldProps {
  /** The region chosen so far; below, that of the user's post, which contains it. */
  region: string;
  within: string;
  /** Sets both coordinates at once: one alone is not a place. */
  set: (place: Values) => void;
}

/** An optional map, loaded when opened. An invalid place is reported at once, with its fixes. */
export function PinField({ region, within, set }: PinFieldProps) {
  const translate = useTranslate();
  const { values } = useForm();
  const field = useFormField('longitude', translate('console.intake.place'));
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
          <FormControlLabel
            control={
              <Checkbox
                name="keep_unplaced"
                checked={values.keep_unplaced === 'yes'}
                disabled={field.disabled}
                onChange={(_event, on) => set({ keep_unplaced: on ? 'yes' : '' })}
                slotProps={{ input: { 'aria-describedby': 'keep-unplaced-help' } }}
              />
            }
            label={translate('place.keep')}
            sx={{ minHeight: 44 }}
          />
          <FormHelperText id="keep-unplaced-help" sx={{ mt: 0 }}>
            {translate('place.keep_hint')}
          </FormHelperText>
        </Box>
      )}
    </Box>
  );
}
