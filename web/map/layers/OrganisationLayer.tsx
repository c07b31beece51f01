import { useEffect, useMemo, useRef } from 'react';
import { addClassName, removeClassName } from '@react-leaflet/core';
import { Polyline, Tooltip } from 'react-leaflet';
import { rankPin } from '../drawing/marks';
import { type Place, toPlace, toSpot } from '../geometry/projection';
import { partNeighbours } from '../geometry/spread';
import L from '../leaflet';
import { useZoom } from '../view';
import { MarkButton } from './MarkButton';

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

/** Distance in pixels that pins keep from one another. */
const GAP = 40;

/**
 * Candidate organisations as numbered pins, each connected to the case by a line; overlapping pins are moved
 * apart.
 */
export function OrganisationLayer(props: OrganisationLayerProps) {
  const { organisations, from, chosen, pointed, onChoose, onPoint } = props;
  const zoom = useZoom();
  const placed = useMemo(() => {
    const spots = organisations.map((organisation) => toSpot(organisation, zoom));
    const offsets = partNeighbours(spots, GAP);
    const pins = organisations.map((organisation, index) => {
      const [spot, offset] = [spots[index], offsets[index]];
      return {
        organisation,
        place: spot && offset ? toPlace({ x: spot.x + offset.x, y: spot.y + offset.y }, zoom) : organisation,
      };
    });
    // Added from last to first, so that the best is on top.
    return pins.reverse();
  }, [organisations, zoom]);
  // With another ranking all pins are drawn anew, because their elements stand in its order.
  const ranking = organisations.map(({ id, rank }) => `${rank}:${id}`).join(' ');

  return placed.map(({ organisation, place }) => {
    const { id } = organisation;
    return (
      <Candidate
        key={`${ranking} ${id}`}
        organisation={organisation}
        place={place}
        from={from}
        chosen={id === chosen}
        pointed={id === pointed}
        described={id === (pointed ?? chosen)}
        onChoose={() => onChoose(id)}
        onPoint={(on) => onPoint(on ? id : null)}
      />
    );
  });
}

interface CandidateProps {
  organisation: MapOrganisation;
  /** Where its pin stands. */
  place: Place;
  from: Place | null;
  chosen: boolean;
  pointed: boolean;
  /** Whether its line tells the distance. */
  described: boolean;
  onChoose: () => void;
  onPoint: (on: boolean) => void;
}

function Candidate(props: CandidateProps) {
  const { organisation, place, from, chosen, pointed, described, onChoose, onPoint } = props;
  const { id, rank, label, distance } = organisation;
  const attributes = useMemo(() => ({ [PIN]: id, 'aria-pressed': String(chosen) }), [id, chosen]);
  return (
    <>
      <MarkButton
        place={place}
        label={label}
        className="emap-pin"
        html={rankPin(rank)}
        size={[34, 44]}
        anchor={[17, 42]}
        state={`${chosen ? 'emap-chosen' : ''} ${pointed ? 'emap-pointed' : ''}`}
        attributes={attributes}
        zIndexOffset={2000 - rank}
        onPress={onChoose}
        onPoint={onPoint}
      />
      {from && <Way from={from} to={place} strong={chosen || pointed} distance={described ? distance : ''} />}
    </>
  );
}

interface WayProps {
  from: Place;
  to: Place;
  strong: boolean;
  /** Written in its middle; empty for nothing. */
  distance: string;
}

/** The line from the case to a pin. */
function Way({ from, to, strong, distance }: WayProps) {
  const line = useRef<L.Polyline>(null);
  const { positions, middle } = useMemo(
    () => ({
      positions: [L.latLng(from.latitude, from.longitude), L.latLng(to.latitude, to.longitude)],
      middle: L.latLng((from.latitude + to.latitude) / 2, (from.longitude + to.longitude) / 2),
    }),
    [from, to],
  );
  useEffect(() => {
    const element = line.current?.getElement();
    if (!strong || !(element instanceof SVGElement)) return;
    // Typed for HTML elements, but paths have classes, too.
    const path = element as unknown as HTMLElement;
    addClassName(path, 'emap-strong');
    return () => removeClassName(path, 'emap-strong');
  }, [strong]);
  return (
    <Polyline ref={line} positions={positions} className="emap-line" interactive={false} weight={1.5}>
      {distance && (
        <Tooltip permanent direction="center" className="emap-distance" position={middle}>
          <span>{distance}</span>
        </Tooltip>
      )}
    </Polyline>
  );
}
