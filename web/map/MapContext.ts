import { createContext, useContext, useEffect, useState } from 'react';
import type L from './leaflet';

/** The Leaflet map that layers draw on. */
export const MapContext = createContext<L.Map | null>(null);

/** Whether the map has its first view; a view set earlier would be overwritten. */
export const LaidOutContext = createContext(false);

/** The map of this layer; layers live inside `CityMap` only. */
export function useMap(): L.Map {
  const map = useContext(MapContext);
  if (!map) throw new Error('A map layer must be inside CityMap');
  return map;
}

/** The zoom of the map, updated after each zoom. */
export function useZoom(): number {
  const map = useMap();
  const [zoom, setZoom] = useState(() => map.getZoom());
  useEffect(() => {
    const update = () => setZoom(map.getZoom());
    map.on('zoomend', update);
    update();
    return () => void map.off('zoomend', update);
  }, [map]);
  return zoom;
}

/** Whether the user prefers reduced motion; then the map jumps instead of animating. */
export function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
