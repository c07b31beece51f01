/** GeoJSON geometry of a region: its outline, or its middle where nobody has loaded an outline. */
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
 * Outlines completed by the middles of the counties that have none: a new city comes without outlines, and its map
 * still has to show where it is. With no county placed the city's own middle stands for it.
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
