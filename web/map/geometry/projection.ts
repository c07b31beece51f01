/** A place on earth, in WGS-84 degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

/** A point on the flat map, in pixels at some zoom. */
export interface Spot {
  x: number;
  y: number;
}

const TILE = 256;

/** Web-Mercator pixel of a place at a zoom, in the plane that Leaflet draws on. */
export function toSpot({ longitude, latitude }: Place, zoom: number): Spot {
  const scale = TILE * 2 ** zoom;
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return {
    x: scale * (longitude / 360 + 0.5),
    y: scale * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
  };
}

/** The place of a Web-Mercator pixel at a zoom. */
export function toPlace({ x, y }: Spot, zoom: number): Place {
  const scale = TILE * 2 ** zoom;
  const n = Math.PI * (1 - (2 * y) / scale);
  return {
    longitude: (x / scale - 0.5) * 360,
    latitude: (Math.atan(Math.sinh(n)) * 180) / Math.PI,
  };
}
