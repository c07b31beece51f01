import { useMemo } from 'react';
import { Box, Typography, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../data/console/organisations';
import { useTiles } from '../data/hooks/useTiles';
import { CityMap, type NamedPlace, PlaceLayer } from '../map';
import { Failed, Waiting } from '../ui/console/States';
import { useMapTexts } from './mapTexts';
import { useCountyOutlines, useRegions } from './useRegions';

const NOWHERE: NamedPlace[] = [];

/** The regions that an organisation serves and its location, on the map and as text. */
export default function Area({ row }: { row: OrganisationRecord }) {
  const translate = useTranslate();
  const theme = useTheme();
  const texts = useMapTexts();
  const tiles = useTiles();
  const outlines = useCountyOutlines();
  const regions = useRegions(row.region_codes);
  const { name, longitude, latitude } = row;

  const counties = useMemo(() => [...new Set(row.region_codes.map((code) => code.slice(0, 6)))], [row]);
  const wholeCity = counties.some((code) => code.length < 6);
  // A single county is shown among its neighbours; several are not.
  const [only, ...others] = counties;
  const focus = !wholeCity && only !== undefined && others.length === 0 ? only : null;
  const drawn = useMemo(
    () =>
      (outlines.data ?? []).filter(
        ({ region_code }) => wholeCity || focus !== null || counties.includes(region_code),
      ),
    [outlines.data, wholeCity, focus, counties],
  );
  const places = useMemo<NamedPlace[]>(() => {
    if (!regions.data) return NOWHERE;
    const middles = regions.data.flatMap((one) =>
      one.level > 2 && one.longitude !== null && one.latitude !== null
        ? [
            {
              id: one.code,
              name: one.name,
              mark: 'dot' as const,
              longitude: one.longitude,
              latitude: one.latitude,
            },
          ]
        : [],
    );
    if (longitude === null || latitude === null) return middles;
    const mark = translate('console.organisation.map.mark', { name });
    return [...middles, { id: 'position', name: mark, mark: 'pin', longitude, latitude }];
  }, [regions.data, longitude, latitude, name, translate]);

  if (outlines.error) return <Failed error={outlines.error} retry={() => void outlines.refetch()} />;
  return (
    <>
      <Box sx={{ height: { xs: 280, md: 340 }, borderRadius: 1, overflow: 'hidden', mb: 1.5 }}>
        {outlines.data ? (
          <CityMap outlines={drawn} texts={texts} focus={focus} theme={theme.palette.mode} tiles={tiles}>
            <PlaceLayer places={places} />
          </CityMap>
        ) : (
          <Waiting rows={1} height={280} />
        )}
      </Box>
      <Typography>
        {translate('console.organisation.map.serves', {
          regions: (regions.data ?? []).map((one) => one.name).join(translate('console.list_comma')),
        })}
      </Typography>
      <Typography color="text.secondary" variant="body2">
        {longitude === null || latitude === null
          ? translate('console.organisation.map.none')
          : translate('console.organisation.map.position', {
              longitude: longitude.toFixed(4),
              latitude: latitude.toFixed(4),
            })}
      </Typography>
    </>
  );
}
