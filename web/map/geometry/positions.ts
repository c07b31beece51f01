import L from '../leaflet';
import type { Outline } from './outline';

/** The rings of an outline as Leaflet's polygons take them; none for a point. */
export function positionsOf(outline: Outline): L.LatLng[][] | L.LatLng[][][] {
  if (outline.type === 'Point') return [];
  return L.GeoJSON.coordsToLatLngs(outline.coordinates, outline.type === 'Polygon' ? 1 : 2);
}
