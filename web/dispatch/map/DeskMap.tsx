import { useMemo } from 'react';
import { Box, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { countyOf, townshipOf } from '../../domain/regionCode';
import { countyOutlines } from '../../data/console/regions';
import { useRead } from '../../data/hooks/useRead';
import { useTiles } from '../../data/hooks/useTiles';
import { useSubdivisions } from '../../data/hooks/useSubdivisions';
import {
  CaseLayer,
  CityMap,
  DragLayer,
  isMany,
  LassoLayer,
  Legend,
  OrganisationLayer,
  PointLayer,
  SubdivisionLayer,
  TOWNSHIPS_FROM,
  VILLAGES_FROM,
  Viewport,
  type MapCase,
  type MapOrganisation,
} from '../../map';
import { Failed } from '../../ui/console/States';
import type { DraggedItem } from './draggedItem';
import type { Liveness } from '../queue/useLiveQueue';
import { StaleMark } from './StaleMark';

interface DeskMapProps {
  cases: readonly MapCase[];
  openId: string | null;
  onOpen: (id: string) => void;
  /** A click with Ctrl or ⌘ adds the case to the selection or removes it. */
  onToggle: (id: string) => void;
  /**
   * Called with the cases inside a drawn line or rectangle; null while nothing on the map can be selected.
   */
  onLasso: ((ids: string[]) => void) | null;
  /** Candidates for the open case or the selection; empty while there is nothing to dispatch. */
  organisations: readonly MapOrganisation[];
  /** What may be dropped onto one of them. */
  dragged: DraggedItem | null;
  chosen: string | null;
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
  /** The desk's own region: the map first shows its county and labels its townships. */
  scope: string | null;
  /** The region of the open case: its villages are labelled at high zoom. */
  at: string | null;
  liveness: Liveness;
}

/** Number of best candidates that the view includes together with the case. */
const NEAREST = 6;

/** The cases as markers, or as points where there are many. */
function Cases({
  cases,
  openId,
  onOpen,
  onToggle,
  quiet,
}: Pick<DeskMapProps, 'cases' | 'openId' | 'onOpen' | 'onToggle'> & { quiet: boolean }) {
  const translate = useTranslate();
  const theme = useTheme();
  const shared = { cases, selected: openId, onSelect: onOpen, onToggle, quiet };
  return isMany(cases) ? (
    <PointLayer {...shared} theme={theme.palette.mode} />
  ) : (
    <CaseLayer {...shared} texts={{ cluster: translate('map.cluster') }} />
  );
}

/** The candidates as pins, and what may be dragged onto them. */
function Candidates({
  dragged,
  organisations,
  chosen,
  pointed,
  onChoose,
  onPoint,
}: Pick<DeskMapProps, 'organisations' | 'chosen' | 'pointed' | 'onChoose' | 'onPoint'> & {
  dragged: DraggedItem;
}) {
  const translate = useTranslate();
  return (
    <>
      <OrganisationLayer
        organisations={organisations}
        from={dragged.at}
        chosen={chosen}
        pointed={pointed}
        onChoose={onChoose}
        onPoint={onPoint}
      />
      <DragLayer
        at={dragged.at}
        count={dragged.count}
        grade={dragged.grade}
        hollow={dragged.hollow}
        title={translate(dragged.count > 1 ? 'desk.map.drag_selection' : 'desk.map.drag_case')}
        onOver={onPoint}
        onDrop={onChoose}
      />
    </>
  );
}

/** Selects the cases within a drawn line or rectangle. */
function Lasso({
  cases,
  openId,
  onLasso,
}: Pick<DeskMapProps, 'cases' | 'openId'> & { onLasso: (ids: string[]) => void }) {
  const translate = useTranslate();
  const selectable = useMemo(() => cases.filter(({ selectable: may }) => may), [cases]);
  return (
    <LassoLayer
      cases={selectable}
      selected={openId}
      many={isMany(cases)}
      texts={{
        button: translate('desk.map.lasso'),
        hint: translate('desk.map.lasso_hint'),
        frame: translate('desk.map.frame'),
        count: translate('desk.map.frame_count', { count: '%{count}' }),
      }}
      onLasso={onLasso}
    />
  );
}

const legendTexts = (translate: (key: string) => string) => ({
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
});

/** The map of the desk, loaded lazily so that the queue never waits for it. */
export default function DeskMap(props: DeskMapProps) {
  const { cases, openId, onLasso, organisations, dragged } = props;
  const translate = useTranslate();
  const theme = useTheme();
  const outlines = useRead(['county_outlines'], countyOutlines);
  const tiles = useTiles();
  const focus = countyOf(props.scope);
  const towns = useSubdivisions(focus);
  const villages = useSubdivisions(townshipOf(props.at ?? props.scope));
  const county = outlines.data?.find(({ region_code }) => region_code === focus)?.outline ?? null;
  const open = cases.find(({ id }) => id === openId);
  const choosing = organisations.length > 0 ? dragged : null;
  const inView = useMemo(
    () => (dragged ? [...dragged.places, ...organisations.slice(0, NEAREST)] : open ? [open] : []),
    [dragged, organisations, open],
  );
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
      <SubdivisionLayer parts={towns} within={county} from={TOWNSHIPS_FROM} />
      <SubdivisionLayer parts={villages} within={null} from={VILLAGES_FROM} />
      <Cases {...props} quiet={choosing !== null} />
      {choosing && <Candidates {...props} dragged={choosing} />}
      <Viewport places={inView} goal={choosing?.goal ?? (open ? openId : null)} />
      <Legend texts={legendTexts(translate)} organisations={choosing !== null} />
      {onLasso && <Lasso cases={cases} openId={openId} onLasso={onLasso} />}
      <StaleMark {...props.liveness} />
    </CityMap>
  );
}
