import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Box, type Theme, Typography, useMediaQuery, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { levelOf } from '../domain/regionCode';
import type { MapView } from '../map';
import { cityDay } from '../domain/dates';
import { useDocumentTitle } from '../ui/console/Page';
import { Waiting } from '../ui/console/States';
import { AreaList } from './figures/AreaList';
import { AreaTable, useOrder } from './figures/AreaTable';
import { CaseLines, EVERYWHERE } from './cases/CaseLines';
import { boundsOf, CasesDialog, type Listed } from './cases/CasesDialog';
import { colouringOf } from './map/colouring';
import { Exports } from './picture/Exports';
import { exportCsv } from './picture/exportRows';
import type { AreaFigures } from './figures/figures';
import { Head } from './head/Head';
import { HotspotMap } from './map/HotspotMap';
import { mapAreasOf } from './map/mapAreas';
import { MethodDialog } from './MethodDialog';
import { Player } from './head/Player';
import { Refused } from './Refused';
import { pngOf } from './picture/savePicture';
import { useSpotPaint } from './map/spotPaint';
import { Summary } from './figures/Summary';
import { useFigureWords } from './figures/useFigureWords';
import { useLegend } from './map/useLegend';
import { useNews } from './figures/useNews';
import { useScene } from './map/useScene';
import { shownDays, useShown, within } from './head/useShown';
import { boxAmongNeighbours } from './map/useShapes';
import { type Spot, useSpots } from './map/useSpots';
import { usePictureWords } from './picture/usePictureWords';
import { useWay } from './head/useWay';

/** On a wide screen the page fills the height below the header. */
const FULL = 'calc(100dvh - var(--console-head, 56px))';

/** Where keys have another meaning than a step on the map. */
const TYPING = 'input, select, textarea, [role="listbox"], [role="menu"]';

const UNSEEN = { view: null, moving: false };

/** The hotspot map: where cases arise, by area down to the village. */
export function HotspotPage() {
  const translate = useTranslate();
  const me = useMe();
  const mode = useTheme().palette.mode;
  const wide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'), { noSsr: true });
  const [shown, show] = useShown();
  const today = cityDay(new Date());
  const figureText = useFigureWords();
  const legends = useLegend(mode);
  const live = useNews();
  const [order, setOrder] = useOrder();
  const [{ view, moving }, setView] = useState<{ view: MapView | null; moving: boolean }>(UNSEEN);
  const [pointed, setPointed] = useState<string | null>(null);
  const [entry, setEntry] = useState<string | null>(null);
  const [listed, setListed] = useState<Listed | null>(null);
  const [explained, setExplained] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(translate('hotspot.title'));

  const own = me.scope_code;
  const { scene, old, error, retry, updatedAt, outlines, filter } = useScene(shown, own, today);
  const current = shown.area ?? own ?? scene?.parent ?? null;
  const way = useWay(current, own);
  const here = way.at(-1);
  const village = current !== null && levelOf(current) === 4 ? current : null;
  const days = shownDays(shown, today);
  const caseFilter = useMemo(() => within(filter, days), [filter, days]);
  // The parent of the scene, not of the URL: it changes together with the visible part of the map.
  const question = { view, moving, parent: village ?? scene?.parent ?? null, filter: caseFilter };
  const spots = useSpots(question, scene !== null && shown.layer !== 'areas' && !shown.table);
  const { paint, steps } = useSpotPaint(spots.scene, shown.layer, mode);
  const texts = usePictureWords(shown, days, here?.name ?? '');

  const { open, up } = useMemo(
    () => ({
      open: (code: string) => {
        setEntry(null);
        setPointed(null);
        show({ area: code }, true);
      },
      up: (to: string | undefined) => {
        if (to === undefined) return;
        setEntry(current);
        setPointed(null);
        show({ area: to }, true);
      },
    }),
    [show, current],
  );
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
    if (typing || (event.key !== 'Escape' && event.key !== 'Backspace')) return;
    event.preventDefault();
    up(way.at(-2)?.code);
  };

  const measure = shown.measure;
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

  // When the focused element disappeared with the previous areas, the new heading gets the focus.
  useEffect(() => {
    if (scene && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    // Only a change of parent or village is a change of place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [scene?.parent, village]);

  const shapes = scene?.shapes;
  const home = useMemo(() => {
    const alone = village ? shapes?.of.get(village) : undefined;
    return (alone && boxAmongNeighbours(alone)) ?? shapes?.box ?? null;
  }, [village, shapes]);
  const figures =
    scene && (village ? scene.level.areas.find(({ code }) => code === village) : scene.level.total);
  const dim = old || (shown.layer !== 'areas' && spots.old);
  const legend =
    shown.layer === 'areas'
      ? legends.areas(measure, colouring)
      : legends.spots(shown.layer, steps, spots.scene?.truncated ?? false);
  const setMonth = useCallback((month: string) => show({ month }), [show]);
  const listSpots = (members: readonly Spot[]) => {
    const count = members.reduce((sum, { n }) => sum + n, 0);
    setListed({
      title: translate('hotspot.here', { count: figureText.count(count) }),
      bounds: boundsOf(members),
      parent: current,
    });
  };

  if (!scene || !outlines) {
    return (
      <Box sx={{ p: { xs: 2, sm: 3 } }}>
        <Typography variant="h1">{translate('hotspot.title')}</Typography>
        {error ? (
          <Refused error={error} retry={retry} onHome={() => show({ area: null })} />
        ) : (
          <Waiting rows={8} />
        )}
      </Box>
    );
  }

  const unseen = shown.layer !== 'areas' && spots.scene?.total === 0 ? 'hotspot.nothing_in_view' : null;
  const nothing = scene.level.total.n === 0 ? 'hotspot.nothing' : unseen;
  const failure = error ?? (shown.layer === 'areas' ? null : spots.error);
  const picture = () =>
    pngOf({
      ...texts.picture(figureText.count((figures ?? scene.level.total).n), scene.shapes.schematic),
      legend,
      outlines,
      view: view!,
      mode,
      layer: shown.layer,
      areas: mapAreas,
      spots: spots.scene,
      paint,
      compact: figureText.compact,
    });
  const player = shown.month !== null && scene.month !== null && (
    <Player
      months={scene.months}
      month={scene.month}
      onMonth={setMonth}
      onClose={() => show({ month: null })}
    />
  );

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: { md: FULL }, minHeight: { md: 560 } }}>
      <Head way={way} onGo={up} shown={shown} show={show} today={today}>
        <Exports
          name={texts.file}
          csv={() => exportCsv(scene.level, order, translate)}
          png={shown.table || view === null ? null : picture}
        />
      </Head>
      <Box
        onKeyDown={onKey}
        aria-busy={dim}
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
          gridTemplateRows: { md: 'minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 }}>
          {shown.table ? (
            <Box sx={{ flex: 1, overflow: 'auto', bgcolor: 'background.paper', opacity: dim ? 0.5 : 1 }}>
              {failure && <Refused error={failure} retry={retry} onHome={() => show({ area: null })} />}
              <AreaTable
                level={scene.level}
                label={texts.title}
                figureText={figureText}
                order={order}
                onOrder={setOrder}
                onOpen={open}
              />
            </Box>
          ) : (
            <Box sx={{ flex: 1, minHeight: { xs: '56dvh', md: 0 }, height: { xs: '56dvh', md: 'auto' } }}>
              <HotspotMap
                outlines={outlines}
                focus={levelOf(scene.parent) >= 2 ? scene.parent.slice(0, 6) : null}
                home={home}
                schematic={scene.shapes.schematic}
                layer={shown.layer}
                areas={mapAreas}
                spots={spots.scene}
                spotPaint={paint}
                figureText={figureText}
                legend={legend}
                pointed={pointed}
                selected={village}
                entry={entry}
                dim={dim}
                onPoint={setPointed}
                onOpen={open}
                onView={(seen) => setView({ view: seen, moving: false })}
                onMove={() => setView((last) => ({ ...last, moving: true }))}
                onList={listSpots}
              >
                {failure && (
                  <Box sx={{ position: 'absolute', inset: 'auto 60px 28px 12px', zIndex: 3 }}>
                    <Refused
                      error={failure}
                      retry={failure === error ? retry : () => void spots.refetch()}
                      onHome={() => show({ area: null })}
                    />
                  </Box>
                )}
                {!failure && !dim && nothing && (
                  <Typography className="emap-nothing">{translate(nothing)}</Typography>
                )}
              </HotspotMap>
            </Box>
          )}
          {player}
        </Box>
        <Box
          component="section"
          aria-label={translate('hotspot.summary_label')}
          sx={{
            borderLeft: { md: 1 },
            borderColor: { md: 'divider' },
            bgcolor: 'background.paper',
            overflowY: { md: 'auto' },
            opacity: dim ? 0.6 : 1,
          }}
        >
          <Summary
            name={here?.name ?? ''}
            days={texts.days}
            before={scene.month === null ? texts.before : ''}
            figures={figures ?? scene.level.total}
            figureText={figureText}
            live={live}
            updatedAt={updatedAt}
            heading={heading}
            onCases={
              village
                ? null
                : () =>
                    setListed({
                      title: translate('hotspot.cases_of', { area: here?.name ?? '' }),
                      bounds: EVERYWHERE,
                      parent: current,
                    })
            }
            onMethod={() => setExplained(true)}
          />
          {village ? (
            <Box sx={{ px: 2, py: 1 }}>
              <CaseLines bounds={EVERYWHERE} parent={village} filter={caseFilter} />
            </Box>
          ) : (
            !(shown.table && wide) && (
              <AreaList
                areas={scene.level.areas}
                own={scene.level.own}
                measure={measure}
                figureText={figureText}
                fillOf={colouring.fillOf}
                pointed={pointed}
                selected={village}
                onPoint={setPointed}
                onOpen={open}
              />
            )
          )}
        </Box>
      </Box>
      {listed && <CasesDialog listed={listed} filter={caseFilter} onClose={() => setListed(null)} />}
      {explained && <MethodDialog onClose={() => setExplained(false)} />}
    </Box>
  );
}
