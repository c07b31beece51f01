import gcoord from 'gcoord';

/** A place on earth, in degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

/**
 * Coordinate systems of Chinese maps. CGCS2000 differs from WGS-84 by centimetres and is treated as equal;
 * GCJ-02 (高德, 腾讯) is shifted by some hundred metres, BD-09 (百度) once more.
 */
export const SYSTEMS = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;

/** One of the coordinate systems. */
export type System = (typeof SYSTEMS)[number];

const CRS = {
  wgs84: gcoord.WGS84,
  cgcs2000: gcoord.WGS84,
  gcj02: gcoord.GCJ02,
  bd09: gcoord.BD09,
} as const;

function converted({ longitude, latitude }: Place, from: System, to: System): Place {
  if (CRS[from] === CRS[to]) return { longitude, latitude };
  const [east, north] = gcoord.transform([longitude, latitude], CRS[from], CRS[to]);
  return { longitude: east, latitude: north };
}

/** Converts a place of another system to WGS-84. */
export const toWgs84 = (place: Place, from: System): Place => converted(place, from, 'wgs84');

/** Converts a WGS-84 place to another system. */
export const fromWgs84 = (place: Place, to: System): Place => converted(place, 'wgs84', to);

/** Degrees, minutes and seconds, or decimal degrees. */
const ANGLE =
  /(-?\d+(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d+(?:\.\d+)?)\s*[′'分]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:[″"秒]|''))?)?/gu;

/**
 * Parses coordinates as people paste them: `116.36, 25.83`, `北纬25.83 东经116.36`, `25°49′48″N 116°21′36″E`. In
 * China longitudes are above 73 and latitudes below 54, so that either order works. Null when there are not
 * exactly two angles.
 */
export function parsePair(typed: string): Place | null {
  const angles = [...typed.normalize('NFKC').matchAll(ANGLE)].map(
    ([, degrees, minutes = '0', seconds = '0']) =>
      Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600,
  );
  if (angles.length !== 2) return null;
  const [first, second] = angles as [number, number];
  const latitudeFirst = first >= 3 && first <= 54 && second >= 73 && second <= 136;
  return latitudeFirst ? { longitude: second, latitude: first } : { longitude: first, latitude: second };
}
