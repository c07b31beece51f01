import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Box, Button, FormHelperText, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { countyOutlines, regionsOf } from '../data/regions';
import { useRead } from '../data/useRead';
import { type Values, useForm, useFormField } from '../ui/console/form';
import { Failed, Waiting } from '../ui/console/States';
import { usePinTexts } from './pinTexts';

const PinPicker = lazy(() => import('../map/PinPicker'));

/** Middle of the map when nobody knows where the region lies. */
const SOMEWHERE = { longitude: 117, latitude: 25.1 };

interface PinFieldProps {
  /** The region chosen so far. */
  region: string;
  /** Takes both degrees at once: half a place is none. */
  set: (place: Values) => void;
}

/** The map, for those who want it: it loads when opened. */
export function PinField({ region, set }: PinFieldProps) {
  const translate = useTranslate();
  const field = useFormField('longitude', translate('console.intake.place'));
  const [open, setOpen] = useState(field.value !== '');
  const { problem } = field;
  useEffect(() => {
    if (problem) setOpen(true);
  }, [problem]);
  return (
    <Box>
      <Button
        name="longitude"
        variant="outlined"
        aria-expanded={open}
        aria-describedby={problem ? 'pin-problem' : undefined}
        onClick={() => setOpen(!open)}
        sx={{ minHeight: 44, width: { xs: '100%', sm: 'auto' } }}
      >
        {translate(open ? 'console.intake.pin_close' : 'console.intake.pin_open')}
      </Button>
      {problem && (
        <FormHelperText id="pin-problem" error>
          {problem}
        </FormHelperText>
      )}
      {open && <Pin region={region} set={set} />}
    </Box>
  );
}

function Pin({ region, set }: PinFieldProps) {
  const theme = useTheme();
  const texts = usePinTexts();
  const { values } = useForm();
  const county = region.slice(0, 6);
  const outlines = useRead(['county_outlines'], countyOutlines, { staleTime: Infinity });
  const home = useRead(['regions_of', [region]], (signal) => regionsOf([region], signal), {
    enabled: region !== '',
    staleTime: Infinity,
  });
  const { longitude, latitude } = values;
  // One object per place, or the pin would be put anew at each key pressed elsewhere.
  const place = useMemo(
    () => (longitude && latitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null),
    [longitude, latitude],
  );
  if (outlines.isPending) return <Waiting rows={1} height={280} />;
  const middle = home.data?.[0];
  return (
    <Box sx={{ '--accent': theme.palette.primary.main, '--danger': theme.palette.error.main, mt: 1.5 }}>
      {outlines.error && <Failed error={outlines.error} retry={() => void outlines.refetch()} />}
      <Suspense fallback={<Waiting rows={1} height={280} />}>
        <PinPicker
          outlines={outlines.data ?? []}
          focus={outlines.data?.some((one) => one.region_code === county) ? county : null}
          center={[middle?.longitude ?? SOMEWHERE.longitude, middle?.latitude ?? SOMEWHERE.latitude]}
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
    </Box>
  );
}
