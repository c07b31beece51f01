import { useEffect } from 'react';
import L from '../leaflet';
import { useMap } from '../MapContext';
import type { Place } from '../geometry/projection';

/** A place with its name: a location, or the centre of a region without an outline. */
export interface NamedPlace extends Place {
  id: string;
  name: string;
  /** A known location is a pin; the centre of a region is a dot. */
  mark: 'pin' | 'dot';
}

/** With more names than this the labels would overlap; then they appear on hover. */
const NAMED = 14;

/** Named places without interaction: pins for locations, dots for regions without an outline. */
export function PlaceLayer({ places }: { places: readonly NamedPlace[] }) {
  const map = useMap();
  useEffect(() => {
    const group = L.layerGroup();
    const named = places.filter(({ mark }) => mark === 'dot').length <= NAMED;
    for (const { name, mark, latitude, longitude } of places) {
      const shape = document.createElement('span');
      shape.className = mark === 'pin' ? 'emap-drop' : 'emap-dot';
      const size: L.PointTuple = mark === 'pin' ? [44, 52] : [16, 16];
      const marker = L.marker([latitude, longitude], {
        interactive: mark === 'dot' && !named,
        keyboard: false,
        zIndexOffset: mark === 'pin' ? 1000 : 0,
        icon: L.divIcon({
          className: mark === 'pin' ? 'emap-mine emap-still' : 'emap-place',
          html: shape,
          iconSize: size,
          iconAnchor: mark === 'pin' ? [22, 48] : [8, 8],
        }),
      });
      if (mark === 'dot') {
        const label = document.createElement('span');
        label.textContent = name;
        marker.bindTooltip(label, {
          permanent: named,
          direction: 'right',
          offset: [8, 0],
          className: 'emap-place-name',
        });
      }
      marker.on('add', () => {
        marker.getElement()?.setAttribute('role', 'img');
        marker.getElement()?.setAttribute('aria-label', name);
      });
      marker.addTo(group);
    }
    group.addTo(map);
    return () => void group.remove();
  }, [map, places]);
  return null;
}
