import { useEffect, useRef } from 'react';
import { AreaNames } from '../drawing/areaNames';
import { inReadingOrder, type MapArea } from '../drawing/areas';
import L from '../leaflet';
import { useMap } from '../MapContext';
import { hatch } from '../drawing/hatch';
import type { Place } from '../geometry/projection';
import '../styles/areas.css';

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

interface Drawn {
  path: L.Path;
  area: MapArea;
  /** The hatching of a highlighted area. */
  cover: L.Path | null;
}

function pathOf({ shape, place, radius }: MapArea, className: string, interactive: boolean): L.Path | null {
  if (shape && shape.type !== 'Point') {
    const geometry = { type: 'Feature', properties: {}, geometry: shape } as GeoJSON.Feature;
    const path = L.GeoJSON.geometryToLayer(geometry) as L.Polygon;
    Object.assign(path.options, { className, interactive, weight: 1, fillOpacity: 1, smoothFactor: 0 });
    return path;
  }
  if (!place) return null;
  return L.circleMarker([place.latitude, place.longitude], {
    className: `${className} emap-bubble`,
    interactive,
    radius,
    weight: 1,
    fillOpacity: 0.92,
  });
}

function tipElement(lines: readonly string[]): HTMLElement {
  const element = document.createElement('div');
  for (const [index, text] of lines.entries()) {
    const line = document.createElement(index === 0 ? 'strong' : 'div');
    line.textContent = text;
    element.append(line);
  }
  return element;
}

const samePlace = (one: Place | null, other: Place | null) =>
  one?.longitude === other?.longitude && one?.latitude === other?.latitude;

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

/**
 * Areas coloured by their counts, each a button: Tab moves through them in reading order, Enter opens one.
 * When an area was opened or left by keyboard, the focus moves to the first of the new areas.
 */
export function AreaLayer({ areas, pointed, selected, onPoint, onOpen, entry, dim }: AreaLayerProps) {
  const map = useMap();
  const act = useRef({ onPoint, onOpen });
  act.current = { onPoint, onOpen };
  const next = useRef(entry);
  next.current = entry;
  const drawn = useRef(new Map<string, Drawn>());
  const names = useRef<AreaNames | null>(null);

  useEffect(() => {
    const known = drawn.current;
    const labels = new AreaNames(map);
    names.current = labels;
    return () => {
      for (const { path, cover } of known.values()) {
        path.remove();
        cover?.remove();
      }
      known.clear();
      labels.remove();
    };
  }, [map]);

  useEffect(() => {
    const known = drawn.current;
    const order = inReadingOrder(areas);
    const focused = [...known.values()].some(({ path }) => path.getElement() === document.activeElement);
    const same =
      order.length === known.size &&
      order.every((area, index) => {
        const one = [...known.values()][index]?.area;
        return one?.code === area.code && one.shape === area.shape && samePlace(one.place, area.place);
      });
    // Unchanged areas keep their elements and thereby the focus; otherwise all are redrawn in order.
    if (!same) {
      for (const { path, cover } of known.values()) {
        path.remove();
        cover?.remove();
      }
      known.clear();
    }
    for (const area of order) {
      const before = known.get(area.code);
      const path = before?.path ?? pathOf(area, 'emap-area', true);
      if (!path) continue;
      if (!before) {
        path.on('mouseover', () => act.current.onPoint(area.code));
        path.on('mouseout', () => act.current.onPoint(null));
        path.on('click', (event) => {
          L.DomEvent.stop(event);
          act.current.onOpen(area.code);
        });
        path.bindTooltip('', { sticky: true, className: 'emap-area-tip', direction: 'top' }).addTo(map);
        const element = path.getElement() as SVGElement;
        element.setAttribute('role', 'button');
        element.setAttribute('tabindex', '0');
        element.addEventListener('focus', () => act.current.onPoint(area.code));
        element.addEventListener('blur', () => act.current.onPoint(null));
        element.addEventListener('keydown', (event) => {
          if (event.key === 'Enter' || event.key === ' ') act.current.onOpen(area.code);
          else if (!moveMap(map, event.key)) return;
          event.preventDefault();
          event.stopPropagation();
        });
      }
      path.setStyle({ fillColor: area.fill });
      if (path instanceof L.CircleMarker) path.setRadius(area.radius);
      path.setTooltipContent(tipElement(area.tip));
      path.getElement()?.setAttribute('aria-label', area.label);
      const strong = area.marks.some(({ mark }) => mark === 'hot');
      let cover = before?.cover ?? null;
      if (strong && !cover) {
        cover = pathOf(area, 'emap-hatch', false)?.addTo(map) ?? null;
        if (cover) hatch(cover);
      } else if (!strong) {
        cover?.remove();
        cover = null;
      }
      known.set(area.code, { path, area, cover });
    }
    names.current?.show(areas);
    if (focused && !same) {
      const [first] = known.values();
      const heir = known.get(next.current ?? '') ?? first;
      const element = heir?.path.getElement() as SVGElement | undefined;
      (element ?? map.getContainer()).focus({ preventScroll: true });
    }
  }, [map, areas]);

  useEffect(() => {
    const rings = [selected, pointed].flatMap((code) => {
      const area = areas.find((one) => one.code === code);
      const ring = area && pathOf(area, 'emap-area-ring', false);
      return ring ? [ring.addTo(map)] : [];
    });
    return () => rings.forEach((ring) => ring.remove());
  }, [map, areas, pointed, selected]);

  useEffect(() => {
    map.getContainer().classList.toggle('emap-dim', dim);
  }, [map, dim]);

  return null;
}
