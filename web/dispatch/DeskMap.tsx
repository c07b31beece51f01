import { useMemo } from 'react';
import { Box, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useTiles } from '../data/useTiles';
import {
  CaseLayer,
  CityMap,
  Legend,
  OrganisationLayer,
  Viewport,
  type MapCase,
  type MapOrganisation,
  type Place,
} from '../map';
import { Failed } from '../ui/console/States';
import { useOutlines } from './useOutlines';

interface DeskMapProps {
  cases: readonly MapCase[];
  openId: string | null;
  onOpen: (id: string) => void;
  /** Candidates for the open case; empty while there is nothing to dispatch. */
  organisations: readonly MapOrganisation[];
  chosen: string | null;
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
  focus: string | null;
}

/** So many of the best candidates are brought into view with the case; the others may lie outside. */
const NEAREST = 6;

/** The right side of the desk. Loaded by itself, so that the queue never waits for the map. */
export default function DeskMap(props: DeskMapProps) {
  const { cases, openId, onOpen, organisations, chosen, pointed, onChoose, onPoint, focus } = props;
  const translate = useTranslate();
  const theme = useTheme();
  const outlines = useOutlines();
  const tiles = useTiles();
  const open = cases.find(({ id }) => id === openId);
  const [longitude, latitude] = [open?.longitude, open?.latitude];
  const from = useMemo<Place | null>(
    () => (longitude === undefined || latitude === undefined ? null : { longitude, latitude }),
    [longitude, latitude],
  );
  const choosing = from !== null && organisations.length > 0;
  const inView = from ? [from, ...organisations.slice(0, NEAREST)] : [];

  const texts = useMemo(
    () => ({
      label: translate('map.label'),
      notice: translate('map.notice'),
      zoomIn: translate('map.zoom_in'),
      zoomOut: translate('map.zoom_out'),
      whole: translate('map.whole'),
    }),
    [translate],
  );
  const legend = {
    label: translate('map.legend.label'),
    grades: {
      red: translate('map.legend.red'),
      yellow: translate('map.legend.yellow'),
      blue: translate('map.legend.blue'),
    },
    region: translate('map.legend.region'),
    waiting: translate('map.legend.waiting'),
    cluster: translate('map.legend.cluster'),
    organisation: translate('map.legend.organisation'),
  };

  if (outlines.error) {
    return (
      <Box sx={{ p: 2 }}>
        <Failed error={outlines.error} retry={() => void outlines.refetch()} />
      </Box>
    );
  }
  return (
    <CityMap
      outlines={outlines.data ?? []}
      texts={texts}
      focus={focus}
      theme={theme.palette.mode}
      tiles={tiles}
    >
      <CaseLayer
        cases={cases}
        selected={openId}
        onSelect={onOpen}
        quiet={choosing}
        texts={{ cluster: translate('map.cluster') }}
      />
      {choosing && (
        <OrganisationLayer
          organisations={organisations}
          from={from}
          chosen={chosen}
          pointed={pointed}
          onChoose={onChoose}
          onPoint={onPoint}
        />
      )}
      <Viewport places={inView} goal={from ? `${openId} ${choosing}` : null} />
      <Legend texts={legend} organisations={choosing} />
    </CityMap>
  );
}
