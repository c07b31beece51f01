import { useMemo } from 'react';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { PlacePicker } from '../place';
import { TextInput, Row } from './fields';
import { placeOf } from './form';
import { useOrganisationForm } from './formContext';
import { usePinWords } from './mapTexts';

/** The location of an organisation: a pin on the map, pasted coordinates, or typed degrees. */
export function PositionField() {
  const translate = useTranslate();
  const { form, set } = useOrganisationForm();
  const pinTexts = usePinWords();
  const { longitude, latitude } = form;
  // Keeps the same object for the same place, otherwise each key press in another field would set the pin
  // again.
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
