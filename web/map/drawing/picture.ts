import { toSpot } from '../geometry/projection';
import type { Painting } from './paint';
import type { MapView } from '../ViewWatch';

/** Paints the visible part of the map on a canvas, from a given line down, at a given width. */
export function paintingOf(context: CanvasRenderingContext2D, view: MapView, width: number): Painting {
  const corner = toSpot({ longitude: view.west, latitude: view.north }, 0);
  const end = toSpot({ longitude: view.east, latitude: view.south }, 0);
  const scale = width / (end.x - corner.x);
  return {
    context,
    width,
    height: (end.y - corner.y) * scale,
    zoom: Math.log2(scale),
    at: (place) => {
      const { x, y } = toSpot(place, 0);
      return { x: (x - corner.x) * scale, y: (y - corner.y) * scale };
    },
  };
}
