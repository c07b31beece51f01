import '../styles/picking.css';
import { useEffect, useMemo, useRef } from 'react';
import { Marker, useMap } from 'react-leaflet';
import { caseMark, clusterMark, type Grade } from '../drawing/marks';
import type { Place } from '../geometry/projection';
import L from '../leaflet';
import { PIN } from './OrganisationLayer';

/** Properties of `DragLayer`. */
export interface DragLayerProps {
  /** Its location: that of the case, or the middle of the selection. */
  at: Place;
  /** Number of cases; a single one is drawn as the case itself. */
  count: number;
  grade: Grade;
  hollow: boolean;
  /** Accessible name with instructions. */
  title: string;
  /** The pin below it during a drag; null outside every pin. */
  onOver: (organisationId: string | null) => void;
  onDrop: (organisationId: string) => void;
}

/** Distance in pixels up to which a drop counts as on a pin. */
const NEAR = 18;

function pinAt(container: HTMLElement, x: number, y: number): string | null {
  let found: string | null = null;
  let least = NEAR;
  for (const pin of container.querySelectorAll(`[${PIN}]`)) {
    const box = pin.getBoundingClientRect();
    const distance = Math.hypot(
      Math.max(box.left - x, 0, x - box.right),
      Math.max(box.top - y, 0, y - box.bottom),
    );
    if (distance <= least) [found, least] = [pin.getAttribute(PIN), distance];
  }
  return found;
}

/** The pin under a dragged marker. */
function pinUnder(map: L.Map, marker: L.Marker): string | null {
  const spot = map.latLngToContainerPoint(marker.getLatLng());
  const box = map.getContainer().getBoundingClientRect();
  return pinAt(map.getContainer(), box.left + spot.x, box.top + spot.y);
}

/**
 * The case or the selection as a marker that can be dragged onto a pin. Without dragging, users press the pin
 * or its number.
 */
export function DragLayer({ at, count, grade, hollow, title, onOver, onDrop }: DragLayerProps) {
  const map = useMap();
  const marker = useRef<L.Marker>(null);
  const act = useRef({ onOver, onDrop });
  act.current = { onOver, onDrop };
  const { longitude, latitude } = at;
  const home = useMemo(() => L.latLng(latitude, longitude), [latitude, longitude]);
  const icon = useMemo(
    () =>
      L.divIcon({
        className: `emap-dragged emap-on-${grade}${count > 1 ? ' emap-cluster' : ' emap-case emap-selected'}`,
        html: count > 1 ? clusterMark(count, grade) : caseMark(grade, hollow),
        iconSize: count > 1 ? [46, 46] : [36, 36],
      }),
    [count, grade, hollow],
  );
  const over = useRef<string | null>(null);
  const handlers = useMemo<L.LeafletEventHandlerFnMap>(
    () => ({
      dragstart: () => map.getContainer().classList.add('emap-carrying'),
      drag: ({ target }) => {
        const now = pinUnder(map, target);
        if (now !== over.current) act.current.onOver(now);
        over.current = now;
      },
      dragend: ({ target }) => {
        map.getContainer().classList.remove('emap-carrying');
        const pin = pinUnder(map, target);
        target.setLatLng(home);
        over.current = null;
        act.current.onOver(null);
        if (pin) act.current.onDrop(pin);
      },
    }),
    [map, home],
  );

  useEffect(() => {
    // The list and the pins do the same by keyboard; a second tab stop would add nothing.
    marker.current?.getElement()?.setAttribute('aria-hidden', 'true');
    return () => map.getContainer().classList.remove('emap-carrying');
  }, [map, title]);

  return (
    <Marker
      // Leaflet reads the title only when it adds a marker.
      key={title}
      ref={marker}
      position={home}
      icon={icon}
      draggable
      keyboard={false}
      autoPan
      zIndexOffset={3000}
      title={title}
      eventHandlers={handlers}
    />
  );
}
