import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Box, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useTranslate } from 'react-admin';
import { levelOf } from '../domain/regionCode';
import { useDocumentTitle } from '../ui/console/Page';
import { Waiting } from '../ui/console/States';
import { CaseLines, EVERYWHERE } from './cases/CaseLines';
import { boundsOf, CasesDialog, type Listed } from './cases/CasesDialog';
import { AreaList } from './figures/AreaList';
import { AreaTable, useOrder } from './figures/AreaTable';
import { Summary } from './figures/Summary';
import { Head } from './head/Head';
import { Player } from './head/Player';
import { HotspotMap } from './map/HotspotMap';
import type { Spot } from './map/useSpots';
import { MethodDialog } from './MethodDialog';
import { Exports } from './picture/Exports';
import { exportCsv } from './picture/exportRows';
import { pngOf } from './picture/savePicture';
import { Refused } from './Refused';
import { type Hotspots, useHotspots } from './useHotspots';

/** On a wide screen the page fills the height below the header. */
const FULL = 'calc(100dvh - var(--console-head, 56px))';

/** Where keys have another meaning than a step on the map. */
const TYPING = 'input, select, textarea, [role="listbox"], [role="menu"]';

/** The hotspot map: where cases arise, by area down to the village. */
export function HotspotPage() {
  const translate = useTranslate();
  const hotspots = useHotspots();
  useDocumentTitle(translate('hotspot.title'));
  const { scene, outlines, error, retry, show } = hotspots;
  if (scene && outlines) return <Loaded hotspots={{ ...hotspots, scene, outlines }} />;
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

/** Steps between areas, and the area that the pointer or the focus is on. */
function useSteps({ show, current, way }: Hotspots) {
  const [pointed, setPointed] = useState<string | null>(null);
  // The area from which a step up was taken.
  const [entry, setEntry] = useState<string | null>(null);
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
  return { pointed, setPointed, entry, open, up, onKey };
}

type Steps = ReturnType<typeof useSteps>;

function Loaded({ hotspots }: { hotspots: Hotspots }) {
  const translate = useTranslate();
  const { scene, shown, show, today, way, village, dim } = hotspots;
  const steps = useSteps(hotspots);
  const [order, setOrder] = useOrder();
  const [listed, setListed] = useState<Listed | null>(null);
  const [explained, setExplained] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const setMonth = useCallback((month: string) => show({ month }), [show]);
  // When the focused element disappeared with the previous areas, the new heading gets the focus: only a change of
  // parent or village is a change of place.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [scene.parent, village]);

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: { md: FULL }, minHeight: { md: 560 } }}>
      <Head way={way} onGo={steps.up} shown={shown} show={show} today={today}>
        <Exports
          name={hotspots.texts.file}
          csv={() => exportCsv(scene.level, order, translate)}
          png={pictureOf(hotspots)}
        />
      </Head>
      <Box
        onKeyDown={steps.onKey}
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
            <TablePart hotspots={hotspots} order={order} onOrder={setOrder} onOpen={steps.open} />
          ) : (
            <MapPart hotspots={hotspots} steps={steps} onList={setListed} />
          )}
          {shown.month !== null && scene.month !== null && (
            <Player
              months={scene.months}
              month={scene.month}
              onMonth={setMonth}
              onClose={() => show({ month: null })}
            />
          )}
        </Box>
        <Side
          hotspots={hotspots}
          steps={steps}
          heading={heading}
          onList={setListed}
          onMethod={() => setExplained(true)}
        />
      </Box>
      {listed && <CasesDialog listed={listed} filter={hotspots.filter} onClose={() => setListed(null)} />}
      {explained && <MethodDialog onClose={() => setExplained(false)} />}
    </Box>
  );
}

/** The counts of the shown area: of a village its own, otherwise those of all areas. */
function figuresOf({ scene: { level }, village }: Hotspots) {
  return (village && level.areas.find(({ code }) => code === village)) || level.total;
}

/** What draws the map as a picture; null while there is no map. */
function pictureOf(hotspots: Hotspots): (() => Promise<Blob>) | null {
  const { scene, shown, view, texts, figureText, legend, outlines, mode, mapAreas, spots, paint } = hotspots;
  if (shown.table || view === null) return null;
  return () =>
    pngOf({
      ...texts.picture(figureText.count(figuresOf(hotspots).n), scene.shapes.schematic),
      legend,
      outlines,
      view,
      mode,
      layer: shown.layer,
      areas: mapAreas,
      spots: spots.scene,
      paint,
      compact: figureText.compact,
    });
}

/** What failed to load of what is shown, and how to load it again. */
function failureOf({ error, retry, shown, spots }: Hotspots) {
  if (error) return { error, retry };
  if (shown.layer === 'areas' || !spots.error) return null;
  return { error: spots.error, retry: () => void spots.refetch() };
}

interface TablePartProps {
  hotspots: Hotspots;
  order: ReturnType<typeof useOrder>[0];
  onOrder: ReturnType<typeof useOrder>[1];
  onOpen: (code: string) => void;
}

function TablePart({ hotspots, order, onOrder, onOpen }: TablePartProps) {
  const { scene, show, retry, texts, figureText, dim } = hotspots;
  const failure = failureOf(hotspots);
  return (
    <Box sx={{ flex: 1, overflow: 'auto', bgcolor: 'background.paper', opacity: dim ? 0.5 : 1 }}>
      {failure && <Refused error={failure.error} retry={retry} onHome={() => show({ area: null })} />}
      <AreaTable
        level={scene.level}
        label={texts.title}
        figureText={figureText}
        order={order}
        onOrder={onOrder}
        onOpen={onOpen}
      />
    </Box>
  );
}

/** Says that there are no cases, at all or in the visible part of the map. */
function emptyMessage({ scene, shown, spots }: Hotspots): string | null {
  if (scene.level.total.n === 0) return 'hotspot.nothing';
  return shown.layer !== 'areas' && spots.scene?.total === 0 ? 'hotspot.nothing_in_view' : null;
}

interface MapPartProps {
  hotspots: Hotspots;
  steps: Steps;
  onList: (listed: Listed) => void;
}

function MapPart({ hotspots, steps, onList }: MapPartProps) {
  const translate = useTranslate();
  const { scene, outlines, shown, show, home, mapAreas, spots, paint, figureText, legend } = hotspots;
  const { village, current, dim, onView, onMove } = hotspots;
  const failure = failureOf(hotspots);
  const nothing = emptyMessage(hotspots);
  const listSpots = (members: readonly Spot[]) => {
    const count = members.reduce((sum, { n }) => sum + n, 0);
    onList({
      title: translate('hotspot.here', { count: figureText.count(count) }),
      bounds: boundsOf(members),
      parent: current,
    });
  };
  return (
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
        pointed={steps.pointed}
        selected={village}
        entry={steps.entry}
        dim={dim}
        onPoint={steps.setPointed}
        onOpen={steps.open}
        onView={onView}
        onMove={onMove}
        onList={listSpots}
      >
        {failure && (
          <Box sx={{ position: 'absolute', inset: 'auto 60px 28px 12px', zIndex: 3 }}>
            <Refused {...failure} onHome={() => show({ area: null })} />
          </Box>
        )}
        {!failure && !dim && nothing && (
          <Typography className="emap-nothing">{translate(nothing)}</Typography>
        )}
      </HotspotMap>
    </Box>
  );
}

interface SideProps extends MapPartProps {
  heading: RefObject<HTMLHeadingElement | null>;
  onMethod: () => void;
}

/** The numbers beside the map: of the area as a whole, and of its areas or cases. */
function Side({ hotspots, steps, heading, onList, onMethod }: SideProps) {
  const translate = useTranslate();
  const wide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'), { noSsr: true });
  const { scene, shown, here, current, village, texts, figureText, colouring, live, updatedAt, dim } =
    hotspots;
  const listAll = () =>
    onList({
      title: translate('hotspot.cases_of', { area: here }),
      bounds: EVERYWHERE,
      parent: current,
    });
  return (
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
        name={here}
        days={texts.days}
        before={scene.month === null ? texts.before : ''}
        figures={figuresOf(hotspots)}
        figureText={figureText}
        live={live}
        updatedAt={updatedAt}
        heading={heading}
        onCases={village ? null : listAll}
        onMethod={onMethod}
      />
      {village && (
        <Box sx={{ px: 2, py: 1 }}>
          <CaseLines bounds={EVERYWHERE} parent={village} filter={hotspots.filter} />
        </Box>
      )}
      {!village && !(shown.table && wide) && (
        <AreaList
          areas={scene.level.areas}
          own={scene.level.own}
          measure={shown.measure}
          figureText={figureText}
          fillOf={colouring.fillOf}
          pointed={steps.pointed}
          selected={village}
          onPoint={steps.setPointed}
          onOpen={steps.open}
        />
      )}
    </Box>
  );
}
