import { lazy, Suspense, useMemo } from 'react';
import { Box, useTheme } from '@mui/material';
import { countyOutlines, regionsOf } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';
import { useTiles } from '../data/hooks/useTiles';
import type { Place } from '../map';
import type { PinPickerTexts } from '../map/PinPicker';
import { Failed, Waiting } from '../ui/console/States';
import { PairField } from './PairField';
import { usePinTexts } from './usePinTexts';

const PinPicker = lazy(() => import('../map/PinPicker'));

/** Centre of the map when the region's location is unknown. */
const DEFAULT_CENTRE = { longitude: 117, latitude: 25.1 };

interface PlacePickerProps {
  /** The region of the place, as far as it is known. */
  region: string;
  value: Place | null;
  onChange: (place: Place | null) => void;
  /** Texts other than those for a case. */
  pinTexts?: Partial<PinPickerTexts>;
  disabled?: boolean;
}

/** A place chosen by staff: a pin on the map, or coordinates in any of the usual systems. */
export function PlacePicker({ region, value, onChange, pinTexts, disabled = false }: PlacePickerProps) {
  const theme = useTheme();
  const texts = usePinTexts();
  const tiles = useTiles();
  const county = region.slice(0, 6);
  const outlines = useRead(['county_outlines'], countyOutlines);
  const home = useRead(['regions_of', [region]], (signal) => regionsOf([region], signal), {
    enabled: region !== '',
    staleTime: Infinity,
  });
  const [longitude, latitude] = [value?.longitude, value?.latitude];
  // Keeps the same object for the same place, otherwise each key press in another field would set the pin
  // again.
  const place = useMemo(
    () => (longitude === undefined || latitude === undefined ? null : { longitude, latitude }),
    [longitude, latitude],
  );
  if (outlines.isPending) return <Waiting rows={1} height={280} />;
  const middle = home.data?.[0];
  return (
    <Box
      sx={{
        '--accent': theme.palette.primary.main,
        '--danger': theme.palette.error.main,
        display: 'grid',
        gap: 1.5,
      }}
    >
      {outlines.error && <Failed error={outlines.error} retry={() => void outlines.refetch()} />}
      <Suspense fallback={<Waiting rows={1} height={280} />}>
        <PinPicker
          outlines={outlines.data ?? []}
          focus={outlines.data?.some((one) => one.region_code === county) ? county : null}
          center={[
            middle?.longitude ?? DEFAULT_CENTRE.longitude,
            middle?.latitude ?? DEFAULT_CENTRE.latitude,
          ]}
          value={place}
          onChange={onChange}
          texts={{ ...texts, ...pinTexts }}
          theme={theme.palette.mode}
          tiles={tiles}
        />
      </Suspense>
      <PairField onPlace={onChange} disabled={disabled} />
    </Box>
  );
}
