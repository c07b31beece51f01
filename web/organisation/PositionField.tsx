import { useMemo } from 'react';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { PlacePicker } from '../place';
import { TextInput, Row } from './fields';
import { placeOf } from './form';
import { useOrganisationForm } from './formContext';
import { usePinWords } from './mapTexts';

/** Where an organisation is: a pin on the map, a pasted pair, or its degrees typed. */
export function PositionField() {
  const translate = useTranslate();
  const { form, set } = useOrganisationForm();
  const pinTexts = usePinWords();
  const { longitude, latitude } = form;
  // One object per place, or the pin would be put anew at each key pressed elsewhere.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const place = useMemo(() => placeOf(form), [longitude, latitude]);
  return (
    <Box>
      <Typography color="text.secondary" variant="body2" sx={{ mb: 1.5 }}>
        {translate('console.organisation.form.position_hint')}
      </Typography>
      <Box sx={{ mb: 2 }}>
        <PlacePicker
          region={form.region_code}
          value={place}
          onChange={(chosen) =>
            set({
              longitude: chosen ? String(chosen.longitude) : '',
              latitude: chosen ? String(chosen.latitude) : '',
            })
          }
          pinTexts={pinTexts}
        />
      </Box>
      <Row>
        <TextInput name="longitude" numeric />
        <TextInput name="latitude" numeric />
      </Row>
    </Box>
  );
}
