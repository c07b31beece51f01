import { useEffect, useMemo, useRef } from 'react';
import L from '../leaflet';
import { useMap, useZoom } from '../MapContext';
import { makePressable, rankPin } from '../drawing/marks';
import { toPlace, toSpot, type Place } from '../geometry/projection';
import { partNeighbours } from '../geometry/spread';

/** A ranked organisation as the map draws it. */
export interface MapOrganisation extends Place {
  id: string;
  rank: number;
  /** Accessible name of the pin. */
  label: string;
  /** Text on the line from the case, for example the distance; empty for none. */
  distance: string;
}

/** Properties of `OrganisationLayer`. */
export interface OrganisationLayerProps {
  organisations: readonly MapOrganisation[];
  /** Location of the case; lines start there. */
  from: Place | null;
  chosen: string | null;
  /** The hovered organisation, here or in a list next to the map. */
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
}

/** Attribute of a pin's element that names its organisation, for drag and drop. */
export const PIN = 'data-organisation';

/**
 * Candidate organisations as numbered pins, each connected to the case by a line; overlapping pins are moved
 * apart.
 */
export function OrganisationLayer(props: OrganisationLayerProps) {
  const { organisations, from, chosen, pointed, onChoose, onPoint } = props;
  const map = useMap();
  const zoom = useZoom();
  const act = useRef({ onChoose, onPoint });
  act.current = { onChoose, onPoint };
  const pins = useRef(new Map<string, { marker: L.Marker; line: L.Polyline }>());

  const placed = useMemo(() => {
    const spots = organisations.map((organisation) => toSpot(organisation, zoom));
    const offsets = partNeighbours(spots, 40);
    return organisations.map((organisation, index) => {
      const [spot, offset] = [spots[index], offsets[index]];
      return {
        organisation,
        place: spot && offset ? toPlace({ x: spot.x + offset.x, y: spot.y + offset.y }, zoom) : organisation,
      };
    });
  }, [organisations, zoom]);

  useEffect(() => {
    const known = pins.current;
    // Added from last to first, so that the best is on top.
    for (const { id, rank, label, latitude, longitude } of [...organisations].reverse()) {
      const marker = L.marker([latitude, longitude], {
        keyboard: false,
        riseOnHover: true,
        zIndexOffset: 2000 - rank,
        icon: L.divIcon({
          className: 'emap-pin',
          html: rankPin(rank),
          iconSize: [34, 44],
          iconAnchor: [17, 42],
        }),
      }).addTo(map);
      const line = L.polyline([], { className: 'emap-line', interactive: false, weight: 1.5 }).addTo(map);
      const choose = () => act.current.onChoose(id);
      const point = () => act.current.onPoint(id);
      const leave = () => act.current.onPoint(null);
      marker.on('click', choose).on('mouseover', point).on('mouseout', leave);
      makePressable(marker, label, choose);
      marker.getElement()?.setAttribute(PIN, id);
      marker.getElement()?.addEventListener('focus', point);
      marker.getElement()?.addEventListener('blur', leave);
      known.set(id, { marker, line });
    }
    return () => {
      for (const { marker, line } of known.values()) {
        marker.remove();
        line.remove();
      }
      known.clear();
    };
  }, [map, organisations]);

  useEffect(() => {
    for (const { organisation, place } of placed) {
      const pin = pins.current.get(organisation.id);
      pin?.marker.setLatLng([place.latitude, place.longitude]);
      pin?.line.setLatLngs(
        from
          ? [
              [from.latitude, from.longitude],
              [place.latitude, place.longitude],
            ]
          : [],
      );
    }
  }, [placed, from]);

  useEffect(() => {
    let sign: L.Tooltip | null = null;
    const highlighted = pointed ?? chosen;
    for (const { organisation, place } of placed) {
      const pin = pins.current.get(organisation.id);
      const element = pin?.marker.getElement();
      const strong = organisation.id === chosen || organisation.id === pointed;
      element?.classList.toggle('emap-chosen', organisation.id === chosen);
      element?.classList.toggle('emap-pointed', organisation.id === pointed);
      element?.setAttribute('aria-pressed', String(organisation.id === chosen));
      pin?.line.getElement()?.classList.toggle('emap-strong', strong);
      if (organisation.id === highlighted && from && organisation.distance) {
        const content = document.createElement('span');
        content.textContent = organisation.distance;
        sign = L.tooltip({
          permanent: true,
          direction: 'center',
          className: 'emap-distance',
          interactive: false,
        })
          .setLatLng([(from.latitude + place.latitude) / 2, (from.longitude + place.longitude) / 2])
          .setContent(content)
          .addTo(map);
      }
    }
    return () => void sign?.remove();
  }, [map, placed, from, chosen, pointed]);

  return null;
}
