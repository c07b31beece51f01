import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import { regionsOf } from '../data/console/regions';
import { useMe } from '../data/hooks/Me';
import { useRead } from '../data/hooks/useRead';
import { caseTopics } from '../data/lists/scope';
import { useLive } from '../data/live/useLive';
import { levelOf } from '../domain/regionCode';
import type { MapView } from '../map';
import { cityDay } from '../domain/dates';
import type { AreaFigures } from './figures/figures';
import { useFigureWords } from './figures/useFigureWords';
import { COUNTS } from './figures/useCounts';
import type { Shown } from './head/address';
import type { Crumb } from './head/Crumbs';
import { shownDays, useShown, within } from './head/useShown';
import { codesBetween } from './head/way';
import { type Colouring, colouringOf } from './map/colouring';
import { mapAreasOf } from './map/mapAreas';
import type { Mode } from './map/scale';
import { useSpotPaint } from './map/spotPaint';
import { useLegend } from './map/useLegend';
import { type Scene, useScene } from './map/useScene';
import { boxAmongNeighbours } from './map/useShapes';
import { useSpots } from './map/useSpots';
import { usePictureWords } from './picture/usePictureWords';

const UNSEEN: { view: MapView | null; moving: boolean } = { view: null, moving: false };

/** Minimum milliseconds between two refetches of the counts, however many cases change. */
const MIN_INTERVAL_MS = 1000;

/** Refetches the counts when a case in the user's scope changes, and when a lost connection returns. */
function useNews() {
  const client = useQueryClient();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const refresh = useCallback(() => {
    last.current = Date.now();
    timer.current = undefined;
    void client.invalidateQueries({ queryKey: [COUNTS] });
  }, [client]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useLive(caseTopics(useMe()), () => {
    timer.current ??= setTimeout(refresh, Math.max(0, last.current + MIN_INTERVAL_MS - Date.now()));
  });
}

/** Names of regions change only when an administrator changes the tree. */
const A_WHILE = 10 * 60_000;

/**
 * The breadcrumbs from the user's own scope to an area, with names. An organisation's scope is the whole
 * city.
 */
function useWay(area: string | null, own: string | null): Crumb[] {
  const codes = useMemo(
    () => (area === null ? [] : codesBetween(own ?? area.slice(0, 4), area)),
    [area, own],
  );
  const { data } = useRead(['regions', ...codes], (signal) => regionsOf(codes, signal), {
    staleTime: A_WHILE,
  });
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]));
    return codes.map((code) => ({ code, name: names.get(code) ?? code }));
  }, [codes, data]);
}

/** The areas as they are coloured, drawn and named. */
function useAreas(scene: Scene | null, { measure }: Shown, mode: Mode) {
  const translate = useTranslate();
  const figureText = useFigureWords();
  const areas = scene?.level.areas;
  const colouring = useMemo(
    () => colouringOf(areas ?? [], measure, mode, scene?.compared ?? []),
    [areas, measure, mode, scene],
  );
  const mapAreas = useMemo(() => {
    if (!scene) return [];
    const hint = ({ level }: AreaFigures) =>
      translate(level === 4 ? 'hotspot.hint_village' : 'hotspot.hint_open');
    const comma = translate('console.list_comma');
    return mapAreasOf(scene.level.areas, scene.shapes, measure, colouring, figureText, hint, comma);
  }, [scene, measure, colouring, figureText, translate]);
  return { figureText, colouring, mapAreas };
}

/** The first view: the areas shown, or a village among its neighbours. */
function useHome(shapes: Scene['shapes'] | undefined, village: string | null) {
  return useMemo(() => {
    const alone = village ? shapes?.of.get(village) : undefined;
    return (alone && boxAmongNeighbours(alone)) ?? shapes?.box ?? null;
  }, [village, shapes]);
}

/** The spots in view, requested while a layer of them is on the map. */
function useLayerOfSpots(
  { parent, filter }: { parent: string | null; filter: ReturnType<typeof within> },
  wanted: boolean,
  layer: Shown['layer'],
  mode: Mode,
) {
  const [{ view, moving }, setView] = useState(UNSEEN);
  const spots = useSpots({ view, moving, parent, filter }, wanted && layer !== 'areas');
  const { paint, steps } = useSpotPaint(spots.scene, layer, mode);
  const { onView, onMove } = useMemo(
    () => ({
      onView: (seen: MapView) => setView({ view: seen, moving: false }),
      onMove: () => setView((last) => ({ ...last, moving: true })),
    }),
    [],
  );
  return { spots, paint, steps, view, onView, onMove };
}

/** The legend of the layer on the map. */
function useLayerLegend(
  { layer, measure }: Shown,
  colouring: Colouring,
  { steps, spots }: Pick<ReturnType<typeof useLayerOfSpots>, 'steps' | 'spots'>,
  mode: Mode,
) {
  const legends = useLegend(mode);
  return layer === 'areas'
    ? legends.areas(measure, colouring)
    : legends.spots(layer, steps, spots.scene?.truncated ?? false);
}

/** The shown area, null while it is unknown; and again when it is a village. */
function areaOf({ area }: Shown, own: string | null, scene: Scene | null) {
  const current = area ?? own ?? scene?.parent ?? null;
  return { current, village: current !== null && levelOf(current) === 4 ? current : null };
}

/** What the page shows, derived from its address: counts, shapes, spots, and how they are coloured and named. */
export function useHotspots() {
  const mode = useTheme().palette.mode;
  const [shown, show] = useShown();
  const own = useMe().scope_code;
  const today = cityDay(new Date());
  const { scene, filter, ...read } = useScene(shown, own, today);
  const { current, village } = areaOf(shown, own, scene);
  const way = useWay(current, own);
  const days = shownDays(shown, today);
  const caseFilter = useMemo(() => within(filter, days), [filter, days]);
  // The parent of the scene, not of the URL: it changes together with the visible part of the map.
  const parent = village ?? scene?.parent ?? null;
  const onMap = scene !== null && !shown.table;
  const layer = useLayerOfSpots({ parent, filter: caseFilter }, onMap, shown.layer, mode);
  const areas = useAreas(scene, shown, mode);
  const here = way.at(-1)?.name ?? '';
  return {
    ...read,
    ...layer,
    ...areas,
    scene,
    shown,
    show,
    mode,
    today,
    way,
    /** The name of the shown area. */
    here,
    current,
    village,
    filter: caseFilter,
    home: useHome(scene?.shapes, village),
    legend: useLayerLegend(shown, areas.colouring, layer, mode),
    texts: usePictureWords(shown, days, here),
    live: useNews(),
    /** Whether what is shown is outdated while the new loads. */
    dim: read.old || (shown.layer !== 'areas' && layer.spots.old),
  };
}

/** What the page shows once there are counts. */
export type Hotspots = ReturnType<typeof useHotspots> & {
  scene: Scene;
  outlines: NonNullable<ReturnType<typeof useScene>['outlines']>;
};
