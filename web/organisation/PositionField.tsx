import { useMemo } from 'react';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { PlacePicker } from '../place';
import { Row } from '../ui/form/Row';
import { TextInput } from '../ui/form/TextInput';
import { useSetValues, useValues } from '../ui/form/values';
import { type OrganisationForm, placeOf } from './form';
import { usePinWords } from './mapTexts';
import { useFieldNamed } from './organisationOfForm';

/** The location of an organisation: a pin on the map, pasted coordinates, or typed degrees. */
export function PositionField() {
  const translate = useTranslate();
  const field = useFieldNamed();
  const form = useValues<OrganisationForm>();
  const set = useSetValues<OrganisationForm>();
  const pinTexts = usePinWords();
  const { longitude, latitude } = form;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new object for the same place would set the pin again at each key press
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
        <TextInput {...field('longitude')} keys="decimal" />
        <TextInput {...field('latitude')} keys="decimal" />
      </Row>
    </Box>
  );
}
