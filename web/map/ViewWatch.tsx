import { useEffect, useRef } from 'react';
import { useMap } from './MapContext';
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
  const act = useRef({ onView, onMove });
  act.current = { onView, onMove };
  useEffect(() => {
    const tell = () => {
      if (map.getSize().x === 0) return;
      const bounds = map.getBounds();
      act.current.onView({
        west: round(bounds.getWest()),
        south: round(bounds.getSouth()),
        east: round(bounds.getEast()),
        north: round(bounds.getNorth()),
        zoom: map.getZoom(),
      });
    };
    const move = () => act.current.onMove();
    map.on('movestart', move).on('moveend', tell);
    tell();
    return () => void map.off('movestart', move).off('moveend', tell);
  }, [map]);
  return null;
}
