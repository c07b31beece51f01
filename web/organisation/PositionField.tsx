import { lazy, Suspense, useMemo } from 'react';
import { Box, Typography, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failed, Waiting } from '../ui/console/States';
import { TextInput, Row } from './fields';
import { placeOf } from './form';
import { useOrganisationForm } from './formContext';
import { usePickerTexts } from './mapTexts';
import { useCountyOutlines, useRegions } from './useRegions';

const PinPicker = lazy(() => import('../map/PinPicker'));

/** Where an organisation is: a pin on the map, or its degrees typed. */
export function PositionField() {
  const translate = useTranslate();
  const theme = useTheme();
  const { form, set } = useOrganisationForm();
  const texts = usePickerTexts();
  const outlines = useCountyOutlines();
  const { data: home } = useRegions(form.region_code ? [form.region_code] : []);
  const { longitude, latitude } = form;
  // One object per place, or the pin would be put anew at each key pressed elsewhere.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const place = useMemo(() => placeOf(form), [longitude, latitude]);
  const county = form.region_code.slice(0, 6);
  const focus = outlines.data?.some((one) => one.region_code === county) ? county : null;
  return (
    <Box>
      <Typography color="text.secondary" variant="body2" sx={{ mb: 1.5 }}>
        {translate('console.organisation.form.position_hint')}
      </Typography>
      <Box sx={{ '--accent': theme.palette.primary.main, '--danger': theme.palette.error.main, mb: 2 }}>
        {outlines.error && <Failed error={outlines.error} retry={() => void outlines.refetch()} />}
        {outlines.isPending ? (
          <Waiting rows={1} height={280} />
        ) : (
          <Suspense fallback={<Waiting rows={1} height={280} />}>
            <PinPicker
              outlines={outlines.data ?? []}
              focus={focus}
              center={[home?.[0]?.longitude ?? 117, home?.[0]?.latitude ?? 25.1]}
              value={place}
              onChange={(chosen) =>
                set({
                  longitude: chosen ? String(chosen.longitude) : '',
                  latitude: chosen ? String(chosen.latitude) : '',
                })
              }
              texts={texts}
              theme={theme.palette.mode}
            />
          </Suspense>
        )}
      </Box>
      <Row>
        <TextInput name="longitude" figures />
        <TextInput name="latitude" figures />
      </Row>
    </Box>
  );
}
