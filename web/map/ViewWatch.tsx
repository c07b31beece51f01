import { useEffect } from 'react';
import { useMap, useMapEvents } from 'react-leaflet';
import type { Box } from './geometry/outline';

/** The visible part of the map. */
export interface MapView extends Box {
  zoom: number;
}

/** About ten metres: smaller moves count as the same view. */
const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

/** Properties of `ViewWatch`. */
export interface ViewWatchProps {
  /** Called after a move with the visible part of the map. */
  onView: (view: MapView) => void;
  /** Called when a move begins. */
  onMove: () => void;
}

/** Reports when the map moves, and what it shows after each move. */
export function ViewWatch({ onView, onMove }: ViewWatchProps) {
  const map = useMap();
  const tell = () => {
    if (map.getSize().x === 0) return;
    const bounds = map.getBounds();
    onView({
      west: round(bounds.getWest()),
      south: round(bounds.getSouth()),
      east: round(bounds.getEast()),
      north: round(bounds.getNorth()),
      zoom: map.getZoom(),
    });
  };
  useMapEvents({ movestart: onMove, moveend: tell });
  // eslint-disable-next-line react-hooks/exhaustive-deps -- only the first time: from then on the events tell
  useEffect(tell, [map]);
  return null;
}
