import '../styles/picking.css';
import { useEffect, useRef } from 'react';
import L from '../leaflet';
import { useMap } from '../MapContext';
import { caseMark, clusterMark, type Grade } from '../drawing/marks';
import { PIN } from './OrganisationLayer';
import type { Place } from '../geometry/projection';

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

/**
 * The case or the selection as a marker that can be dragged onto a pin. Without dragging, users press the pin
 * or its number.
 */
export function DragLayer({ at, count, grade, hollow, title, onOver, onDrop }: DragLayerProps) {
  const map = useMap();
  const act = useRef({ onOver, onDrop });
  act.current = { onOver, onDrop };
  const { longitude, latitude } = at;

  useEffect(() => {
    const home: L.LatLngTuple = [latitude, longitude];
    const marker = L.marker(home, {
      draggable: true,
      keyboard: false,
      autoPan: true,
      zIndexOffset: 3000,
      title,
      icon: L.divIcon({
        className: `emap-dragged emap-on-${grade}${count > 1 ? ' emap-cluster' : ' emap-case emap-selected'}`,
        html: count > 1 ? clusterMark(count, grade) : caseMark(grade, hollow),
        iconSize: count > 1 ? [46, 46] : [36, 36],
      }),
    }).addTo(map);
    // The list and the pins do the same by keyboard; a second tab stop would add nothing.
    marker.getElement()?.setAttribute('aria-hidden', 'true');
    const under = () => {
      const spot = map.latLngToContainerPoint(marker.getLatLng());
      const box = map.getContainer().getBoundingClientRect();
      return pinAt(map.getContainer(), box.left + spot.x, box.top + spot.y);
    };
    let over: string | null = null;
    marker
      .on('dragstart', () => map.getContainer().classList.add('emap-carrying'))
      .on('drag', () => {
        const now = under();
        if (now !== over) act.current.onOver(now);
        over = now;
      })
      .on('dragend', () => {
        map.getContainer().classList.remove('emap-carrying');
        const target = under();
        marker.setLatLng(home);
        over = null;
        act.current.onOver(null);
        if (target) act.current.onDrop(target);
      });
    return () => {
      map.getContainer().classList.remove('emap-carrying');
      marker.remove();
    };
  }, [map, longitude, latitude, count, grade, hollow, title]);

  return null;
}
