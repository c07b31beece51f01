import { useEffect, useMemo, useRef } from 'react';
import { useMapEvents } from 'react-leaflet';
import { AREA_SIGNS, type MapArea, namePlace } from '../drawing/areas';
import type { Place } from '../geometry/projection';
import type L from '../leaflet';
import { Label } from './NameLabels';

/** The label of an area: name, count and symbols. */
function nameElement({ name, figure, marks }: Pick<MapArea, 'name' | 'figure' | 'marks'>): HTMLElement {
  const element = document.createElement('span');
  const part = (className: string, text: string) => {
    const line = document.createElement('span');
    line.className = className;
    line.textContent = text;
    element.append(line);
  };
  part('emap-area-title', name);
  if (figure) part('emap-area-figure', figure);
  for (const { mark, word } of marks) part(`emap-area-mark emap-area-${mark}`, `${AREA_SIGNS[mark]} ${word}`);
  return element;
}

const overlap = (one: DOMRect, other: DOMRect) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Hides the labels that would overlap an earlier one. */
function arrange(labels: readonly L.Marker[]): void {
  const elements = labels.flatMap((label) => label.getElement() ?? []);
  // All are laid out before any is measured, so that the browser computes the layout only once.
  for (const element of elements) element.classList.remove('emap-covered');
  const taken: DOMRect[] = [];
  for (const element of elements) {
    const box = element.firstElementChild?.getBoundingClientRect();
    if (!box) continue;
    if (taken.some((other) => overlap(box, other))) element.classList.add('emap-covered');
    else taken.push(box);
  }
}

/**
 * Labels in the middle of their areas; where two would overlap, the one with less weight is hidden until the
 * user zooms in.
 */
export function AreaNames({ areas }: { areas: readonly MapArea[] }) {
  const markers = useRef(new Map<string, L.Marker>());
  const arrangeAll = () => {
    const order = [...areas].sort((a, b) => b.weight - a.weight);
    arrange(order.flatMap(({ code }) => markers.current.get(code) ?? []));
  };
  useMapEvents({ zoomend: arrangeAll, resize: arrangeAll });
  // eslint-disable-next-line react-hooks/exhaustive-deps -- it reads nothing else that changes
  useEffect(arrangeAll, [areas]);
  return areas.map((area) => {
    const place = namePlace(area);
    return (
      place && (
        <AreaName
          key={area.code}
          area={area}
          place={place}
          onMarker={(marker) => {
            if (marker) markers.current.set(area.code, marker);
            else markers.current.delete(area.code);
          }}
        />
      )
    );
  });
}

interface AreaNameProps {
  area: MapArea;
  place: Place;
  onMarker: (marker: L.Marker | null) => void;
}

function AreaName({ area, place, onMarker }: AreaNameProps) {
  const drawn = JSON.stringify([area.name, area.figure, area.marks]);
  const content = useMemo(() => {
    const [name, figure, marks] = JSON.parse(drawn) as [string, string, MapArea['marks']];
    const element = nameElement({ name, figure, marks });
    // The area itself says the same to a screen reader.
    element.setAttribute('aria-hidden', 'true');
    return element;
  }, [drawn]);
  return <Label ref={onMarker} place={place} className="emap-area-name" content={content} />;
}
