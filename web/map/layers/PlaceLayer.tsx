import { useEffect, useMemo, useRef } from 'react';
import { Marker, Tooltip } from 'react-leaflet';
import type { Place } from '../geometry/projection';
import L from '../leaflet';

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
  const named = places.filter(({ mark }) => mark === 'dot').length <= NAMED;
  // Leaflet reads whether a marker is interactive and a name permanent only when it adds them.
  return places.map((place) => <NamedMark key={`${place.id} ${named}`} place={place} named={named} />);
}

const PIN = L.divIcon({
  className: 'emap-mine emap-still',
  html: '<span class="emap-drop"></span>',
  iconSize: [44, 52],
  iconAnchor: [22, 48],
});
const DOT = L.divIcon({
  className: 'emap-place',
  html: '<span class="emap-dot"></span>',
  iconSize: [16, 16],
  iconAnchor: [8, 8],
});
const NAME_OFFSET: L.PointTuple = [8, 0];

function NamedMark({ place, named }: { place: NamedPlace; named: boolean }) {
  const { name, mark, latitude, longitude } = place;
  const marker = useRef<L.Marker>(null);
  const position = useMemo(() => L.latLng(latitude, longitude), [latitude, longitude]);
  useEffect(() => {
    marker.current?.getElement()?.setAttribute('role', 'img');
    marker.current?.getElement()?.setAttribute('aria-label', name);
  }, [name]);
  return (
    <Marker
      ref={marker}
      position={position}
      icon={mark === 'pin' ? PIN : DOT}
      interactive={mark === 'dot' && !named}
      keyboard={false}
      zIndexOffset={mark === 'pin' ? 1000 : 0}
    >
      {mark === 'dot' && (
        <Tooltip permanent={named} direction="right" offset={NAME_OFFSET} className="emap-place-name">
          <span>{name}</span>
        </Tooltip>
      )}
    </Marker>
  );
}
