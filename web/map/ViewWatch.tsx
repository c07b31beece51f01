import { useEffect, useRef } from 'react';
import { useMap } from './MapContext';
import type { Box } from './outline';

/** What the map shows. */
export interface MapView extends Box {
  zoom: number;
}

/** About ten metres: finer moves are the same view. */
const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

/** Tells what the map shows, after each move. */
export function ViewWatch({ onView }: { onView: (view: MapView) => void }) {
  const map = useMap();
  const latest = useRef(onView);
  latest.current = onView;
  useEffect(() => {
    const tell = () => {
      if (map.getSize().x === 0) return;
      const bounds = map.getBounds();
      latest.current({
        west: round(bounds.getWest()),
        south: round(bounds.getSouth()),
        east: round(bounds.getEast()),
        north: round(bounds.getNorth()),
        zoom: map.getZoom(),
      });
    };
    map.on('moveend', tell);
    tell();
    return () => void map.off('moveend', tell);
  }, [map]);
  return null;
}
