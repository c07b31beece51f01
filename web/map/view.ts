import { createContext, useEffect, useState } from 'react';
import { useMap, useMapEvent } from 'react-leaflet';

/** Whether the map has its first view; a view set earlier would be overwritten. */
export const LaidOutContext = createContext(false);

/** The zoom of the map, updated after each zoom. */
export function useZoom(): number {
  const map = useMap();
  const [zoom, setZoom] = useState(() => map.getZoom());
  const update = () => setZoom(map.getZoom());
  useMapEvent('zoomend', update);
  // The map may have zoomed between the first drawing and this effect.
  useEffect(() => setZoom(map.getZoom()), [map]);
  return zoom;
}

/** Whether the user prefers reduced motion; then the map jumps instead of animating. */
export function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
