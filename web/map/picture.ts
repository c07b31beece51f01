import { toSpot } from './projection';
import type { Painting } from './paint';
import type { MapView } from './ViewWatch';

/** A painting of what the map shows, on a canvas from some line down, as wide as given. */
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
