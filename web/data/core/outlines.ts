/** GeoJSON geometry of a region: its outline, or its centre point where no outline has been loaded. */
export type RegionShape =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }
  | { type: 'Point'; coordinates: number[] };

/** A county as the map draws it. */
export interface RegionOutline {
  region_code: string;
  name: string;
  outline: RegionShape;
}

interface Placed {
  code: string;
  name: string;
  level: number;
  longitude: number | null;
  latitude: number | null;
}

/**
 * Adds the centre points of the counties without an outline: a new city starts without outlines, and its map
 * must still show where it is. Without any located county, the city's own centre point is used.
 */
export function withMiddles(outlines: readonly RegionOutline[], regions: readonly Placed[]): RegionOutline[] {
  const drawn = new Set(outlines.map(({ region_code }) => region_code));
  const middles = (level: number): RegionOutline[] =>
    regions.flatMap(({ code, name, longitude, latitude, ...region }) =>
      region.level === level && !drawn.has(code) && longitude !== null && latitude !== null
        ? [{ region_code: code, name, outline: { type: 'Point', coordinates: [longitude, latitude] } }]
        : [],
    );
  const counties = [...outlines, ...middles(2)];
  return counties.length > 0 ? counties : middles(1);
}
