import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CircleMarker, Polygon, Tooltip, useMap } from 'react-leaflet';
import { inReadingOrder, type MapArea } from '../drawing/areas';
import { hatch } from '../drawing/hatch';
import { positionsOf } from '../geometry/positions';
import type { Place } from '../geometry/projection';
import L from '../leaflet';
import '../styles/areas.css';
import { AreaNames } from './AreaNames';

/** Properties of `AreaLayer`. */
export interface AreaLayerProps {
  areas: readonly MapArea[];
  /** The hovered area, here or in a list next to the map. */
  pointed: string | null;
  /** The selected area. */
  selected: string | null;
  onPoint: (code: string | null) => void;
  onOpen: (code: string) => void;
  /** The area that takes the keyboard focus when the areas change; otherwise the first one. */
  entry: string | null;
  /** Whether the counts are outdated while new ones load. */
  dim: boolean;
}

const samePlace = (one: Place | null, other: Place | null) =>
  one?.longitude === other?.longitude && one?.latitude === other?.latitude;

/** Whether two lists are the same areas at the same places, whatever their counts. */
const sameAreas = (some: readonly MapArea[], others: readonly MapArea[]) =>
  some.length === others.length &&
  some.every((area, index) => {
    const other = others[index];
    return other?.code === area.code && other.shape === area.shape && samePlace(other.place, area.place);
  });

/** Pan distance of an arrow key, in pixels. */
const STEP = 80;

/**
 * Applies a key pressed on an area to the map; Leaflet's own keys work only when the map itself has the
 * focus. Returns whether it was one.
 */
function moveMap(map: L.Map, key: string): boolean {
  const ways: Record<string, () => void> = {
    '+': () => map.zoomIn(),
    '=': () => map.zoomIn(),
    '-': () => map.zoomOut(),
    ArrowLeft: () => map.panBy([-STEP, 0]),
    ArrowRight: () => map.panBy([STEP, 0]),
    ArrowUp: () => map.panBy([0, -STEP]),
    ArrowDown: () => map.panBy([0, STEP]),
  };
  ways[key]?.();
  return key in ways;
}

/** Attribute of an area's element that names it. */
const AREA = 'data-area';

/** When the focused area goes away with its whole set, the focus moves to one of the next set. */
function useHeir(set: number, entry: string | null): void {
  const map = useMap();
  const next = useRef(entry);
  next.current = entry;
  const focused = useRef(false);
  // Before the old areas are taken away.
  useLayoutEffect(() => {
    focused.current = map.getContainer().querySelector(`[${AREA}]:focus`) !== null;
  }, [map, set]);
  useEffect(() => {
    if (!focused.current) return;
    const areas = [...map.getContainer().querySelectorAll<SVGElement>(`[${AREA}]`)];
    const heir = areas.find((area) => area.getAttribute(AREA) === next.current) ?? areas[0];
    (heir ?? map.getContainer()).focus({ preventScroll: true });
  }, [map, set]);
}

/**
 * Areas coloured by their counts, each a button: Tab moves through them in reading order, Enter opens one.
 * When an area was opened or left by keyboard, the focus moves to the first of the new areas.
 */
export function AreaLayer({ areas, pointed, selected, onPoint, onOpen, entry, dim }: AreaLayerProps) {
  const map = useMap();
  const order = useMemo(() => inReadingOrder(areas), [areas]);
  // Unchanged areas keep their elements and thereby the focus; otherwise all are redrawn in order.
  const [drawn, setDrawn] = useState({ order, set: 0 });
  if (drawn.order !== order)
    setDrawn({ order, set: sameAreas(drawn.order, order) ? drawn.set : drawn.set + 1 });
  const { set } = drawn;
  useHeir(set, entry);
  useEffect(() => {
    map.getContainer().classList.toggle('emap-dim', dim);
    return () => map.getContainer().classList.remove('emap-dim');
  }, [map, dim]);
  const rings = [...new Set([selected, pointed])].flatMap(
    (code) => areas.find((area) => area.code === code) ?? [],
  );
  return (
    <>
      {order.map((area) => (
        <AreaButton key={`${set} ${area.code}`} area={area} onPoint={onPoint} onOpen={onOpen} />
      ))}
      {rings.map((area) => (
        <AreaPath key={`ring ${set} ${area.code}`} area={area} className="emap-area-ring" />
      ))}
      <AreaNames areas={areas} />
    </>
  );
}

interface AreaPathProps {
  area: MapArea;
  className: string;
  fill?: string;
  interactive?: boolean;
  handlers?: L.LeafletEventHandlerFnMap;
  path?: RefObject<L.Path | null>;
  children?: ReactNode;
}

/** An area as its shape, or as a bubble where there is none. */
function AreaPath({ area, fill, interactive = false, handlers, path, ...props }: AreaPathProps) {
  const { className, children } = props;
  const { shape, radius } = area;
  const { longitude, latitude } = area.place ?? {};
  const positions = useMemo(() => (shape && shape.type !== 'Point' ? positionsOf(shape) : null), [shape]);
  const center = useMemo(
    () => (latitude === undefined || longitude === undefined ? null : L.latLng(latitude, longitude)),
    [latitude, longitude],
  );
  const pathOptions = useMemo(() => (fill === undefined ? {} : { fillColor: fill }), [fill]);
  const look = { interactive, weight: 1, pathOptions, ...(handlers && { eventHandlers: handlers }) };
  if (positions)
    return (
      <Polygon
        ref={(path ?? null) as RefObject<L.Polygon | null> | null}
        positions={positions}
        className={className}
        fillOpacity={1}
        smoothFactor={0}
        {...look}
      >
        {children}
      </Polygon>
    );
  return (
    center && (
      <CircleMarker
        ref={(path ?? null) as RefObject<L.CircleMarker | null> | null}
        center={center}
        className={`${className} emap-bubble`}
        radius={radius}
        fillOpacity={0.92}
        {...look}
      >
        {children}
      </CircleMarker>
    )
  );
}

interface AreaButtonProps {
  area: MapArea;
  onPoint: (code: string | null) => void;
  onOpen: (code: string) => void;
}

function AreaButton({ area, onPoint, onOpen }: AreaButtonProps) {
  const { code, label } = area;
  const map = useMap();
  const path = useRef<L.Path>(null);
  const act = useRef({ onPoint, onOpen });
  act.current = { onPoint, onOpen };
  const handlers = useMemo<L.LeafletEventHandlerFnMap>(
    () => ({
      mouseover: () => act.current.onPoint(code),
      mouseout: () => act.current.onPoint(null),
      click: (event) => {
        L.DomEvent.stop(event);
        act.current.onOpen(code);
      },
    }),
    [code],
  );
  useEffect(() => {
    const element = path.current?.getElement() as SVGElement | undefined;
    if (!element) return;
    element.setAttribute('role', 'button');
    element.setAttribute('tabindex', '0');
    element.setAttribute(AREA, code);
    const enter = () => act.current.onPoint(code);
    const leave = () => act.current.onPoint(null);
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === ' ') act.current.onOpen(code);
      else if (!moveMap(map, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('focus', enter);
    element.addEventListener('blur', leave);
    element.addEventListener('keydown', press);
    return () => {
      element.removeEventListener('focus', enter);
      element.removeEventListener('blur', leave);
      element.removeEventListener('keydown', press);
    };
  }, [map, code]);
  useEffect(() => {
    path.current?.getElement()?.setAttribute('aria-label', label);
  }, [label]);

  const [title, ...lines] = area.tip;
  return (
    <>
      <AreaPath
        area={area}
        className="emap-area"
        fill={area.fill}
        interactive
        handlers={handlers}
        path={path}
      >
        <Tooltip sticky className="emap-area-tip" direction="top">
          <div>
            <strong>{title}</strong>
            {lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </div>
        </Tooltip>
      </AreaPath>
      {area.marks.some(({ mark }) => mark === 'hot') && <Hatching area={area} />}
    </>
  );
}

/** The lines over an area that is hot. */
function Hatching({ area }: { area: MapArea }) {
  const path = useRef<L.Path>(null);
  useEffect(() => {
    if (path.current) hatch(path.current);
  }, []);
  return <AreaPath area={area} className="emap-hatch" path={path} />;
}
