import { useMemo, useRef, useState } from 'react';
import MyLocation from '@mui/icons-material/MyLocationOutlined';
import { Alert, Box, Button, Stack, Typography, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { CaseRecord } from '../data/console/cases';
import { countyOf, townshipOf } from '../domain/regionCode';
import { countyOutlines } from '../data/console/regions';
import { useRead } from '../data/hooks/useRead';
import { useSubdivisions } from '../data/hooks/useSubdivisions';
import { useTiles } from '../data/hooks/useTiles';
import {
  CaseLayer,
  CityMap,
  type MapCase,
  type NamedPlace,
  PlaceLayer,
  SubdivisionLayer,
  TOWNSHIPS_FROM,
  VILLAGES_FROM,
  Viewport,
} from '../map';
import { Failed, Waiting } from '../ui/console/States';
import { NavigateDialog } from './NavigateDialog';
import { NearList } from './NearList';
import { byNearness, type NearCase } from './distance';
import { type Origin, useOrigin } from './useOrigin';

/** Number of nearest cases that the view includes. */
const IN_VIEW = 5;

/** Cases as markers, coloured by their deadline. */
function marksOf(near: readonly NearCase[], translate: (key: string) => string): MapCase[] {
  return near.flatMap(({ row, place }) =>
    place
      ? {
          id: row.id,
          ...place,
          grade: row.grade,
          basis: row.location_basis,
          waiting: false,
          light: row.light,
          label: [
            row.number,
            translate(`grade.${row.grade}`),
            row.light && row.light !== 'green' ? translate(`console.light.${row.light}`) : '',
          ]
            .filter(Boolean)
            .join(translate('console.list_comma')),
        }
      : [],
  );
}

interface PlacesMapProps {
  near: readonly NearCase[];
  origin: Origin;
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** The cases and the place where the mediator is, with the names of the townships or villages around. */
function PlacesMap({ near, origin: { place, from }, chosen, onChoose }: PlacesMapProps) {
  const translate = useTranslate();
  const theme = useTheme();
  const me = useMe();
  const tiles = useTiles();
  const outlines = useRead(['county_outlines'], countyOutlines);
  const marks = useMemo(() => marksOf(near, translate), [near, translate]);
  const here = useMemo<NamedPlace[]>(() => {
    const name = from === 'position' ? translate('place.mine.me') : me.organisation_name;
    return place ? [{ id: 'here', name, mark: 'dot', ...place }] : [];
  }, [place, from, me.organisation_name, translate]);
  // Names of townships or villages are shown around the chosen case, otherwise around the nearest.
  const around = (near.find(({ row }) => row.id === chosen) ?? near[0])?.row.region_code ?? me.scope_code;
  const county = countyOf(around);
  const towns = useSubdivisions(county);
  const villages = useSubdivisions(townshipOf(around));
  const outline = outlines.data?.find(({ region_code }) => region_code === county)?.outline ?? null;
  const focus = useMemo(
    () => [...here, ...near.flatMap((one) => one.place ?? []).slice(0, IN_VIEW)],
    [here, near],
  );

  if (outlines.error) return <Failed error={outlines.error} retry={() => void outlines.refetch()} />;
  if (!outlines.data) return <Waiting rows={1} height={260} />;
  return (
    <Box sx={{ height: { xs: '42vh', md: '68vh' }, minHeight: 260, borderRadius: 1, overflow: 'hidden' }}>
      <CityMap
        outlines={outlines.data}
        texts={{
          label: translate('map.label'),
          notice: translate('map.notice'),
          zoomIn: translate('map.zoom_in'),
          zoomOut: translate('map.zoom_out'),
          whole: translate('map.whole'),
        }}
        theme={theme.palette.mode}
        tiles={tiles}
      >
        <SubdivisionLayer parts={towns} within={outline} from={TOWNSHIPS_FROM} />
        <SubdivisionLayer parts={villages} within={null} from={VILLAGES_FROM} />
        <PlaceLayer places={here} />
        <CaseLayer
          cases={marks}
          selected={chosen}
          onSelect={onChoose}
          texts={{ cluster: translate('map.cluster') }}
        />
        <Viewport places={focus} goal={focus.length > 0 ? `${from} ${focus.length}` : null} />
      </CityMap>
    </Box>
  );
}

/** A mediator's cases on the map and by distance, with directions to each. */
export default function MyMap({ rows }: { rows: readonly CaseRecord[] }) {
  const translate = useTranslate();
  const me = useMe();
  const origin = useOrigin();
  const [chosen, setChosen] = useState<string | null>(null);
  const [going, setGoing] = useState<NearCase | null>(null);
  const list = useRef<HTMLElement>(null);
  const { place, from } = origin;
  const near = useMemo(() => byNearness(rows, place), [rows, place]);
  const choose = (id: string) => {
    setChosen(id);
    list.current?.querySelector(`[data-near="${id}"]`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(340px, 2fr)' },
        alignItems: 'start',
      }}
    >
      <Box sx={{ position: { md: 'sticky' }, top: { md: 'calc(var(--console-head) + 16px)' } }}>
        <PlacesMap near={near} origin={origin} chosen={chosen} onChoose={choose} />
      </Box>
      <Stack spacing={1.5} ref={list} component="section" aria-label={translate('place.mine.list')}>
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Button
            variant="outlined"
            startIcon={<MyLocation />}
            disabled={origin.asking}
            onClick={() => void origin.ask()}
            sx={{ minHeight: 44 }}
          >
            {translate(origin.asking ? 'place.mine.locating' : 'place.mine.locate')}
          </Button>
          <Typography role="status" variant="body2" color="text.secondary">
            {translate(`place.mine.from.${from}`, {
              organisation: me.organisation_name,
              metres: origin.accuracy,
            })}
          </Typography>
        </Stack>
        {origin.failure && (
          <Alert severity="warning">{translate(`place.mine.failures.${origin.failure}`)}</Alert>
        )}
        <NearList near={near} chosen={chosen} onChoose={setChosen} onGo={setGoing} />
      </Stack>
      {going && <NavigateDialog near={going} onClose={() => setGoing(null)} />}
    </Box>
  );
}
