import { type Ref, useEffect, useMemo, useRef } from 'react';
import { Marker, useMap } from 'react-leaflet';
import { keepApart } from '../geometry/middles';
import type { Place } from '../geometry/projection';
import L from '../leaflet';

/** The pane of names: above the counties and lines, below the markers. */
export const NAMES_PANE = 'names';

/** Properties of `Label`. */
export interface LabelProps {
  place: Place;
  className: string;
  /** What is written; a new element replaces the old one. */
  content: HTMLElement;
  ref?: Ref<L.Marker>;
}

/** A text on the map that takes no pointer and no focus. */
export function Label({ place: { latitude, longitude }, className, content, ref }: LabelProps) {
  const icon = useMemo(() => L.divIcon({ className, html: content, iconSize: [0, 0] }), [className, content]);
  const position = useMemo(() => L.latLng(latitude, longitude), [latitude, longitude]);
  return (
    <Marker
      ref={ref ?? null}
      position={position}
      icon={icon}
      interactive={false}
      keyboard={false}
      pane={NAMES_PANE}
    />
  );
}

/** A name on the map. */
export interface MapName extends Place {
  key: string;
  name: string;
  className: string;
}

/**
 * Names on the map. Of those that are to be kept apart, the later of two that would overlap is hidden until the user
 * zooms in.
 */
export function NameLabels({ names, apart = false }: { names: readonly MapName[]; apart?: boolean }) {
  const map = useMap();
  const markers = useRef(new Map<string, L.Marker>());
  useEffect(() => {
    if (!apart) return;
    return keepApart(
      map,
      names.flatMap(({ key }) => markers.current.get(key) ?? []),
    );
  }, [map, names, apart]);
  return names.map((name) => (
    <NameLabel
      key={name.key}
      name={name}
      ref={(marker) => {
        if (marker) markers.current.set(name.key, marker);
        else markers.current.delete(name.key);
      }}
    />
  ));
}

function NameLabel({ name, ref }: { name: MapName; ref: Ref<L.Marker> }) {
  const content = useMemo(() => {
    const element = document.createElement('span');
    element.textContent = name.name;
    return element;
  }, [name.name]);
  return <Label ref={ref} place={name} className={name.className} content={content} />;
}
