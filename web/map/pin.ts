import { countyAt, type CountyOutline, isNear } from './outline';
import type { Place } from './projection';

/** Why the browser did not tell where the person is. */
export type PositionFailure = 'insecure' | 'unsupported' | 'denied' | 'unavailable' | 'timeout' | 'outside';

/** A place rounded to about a metre: more digits would claim what no finger and no phone knows. */
export function rounded({ longitude, latitude }: Place): Place {
  return { longitude: Math.round(longitude * 1e5) / 1e5, latitude: Math.round(latitude * 1e5) / 1e5 };
}

/** A picked place with its county, null when it lies outside the city. Where outlines are missing no county is known. */
export function pick<T extends CountyOutline>(
  outlines: readonly T[],
  place: Place,
): { place: Place; county: T | null } | null {
  const county = countyAt(outlines, place);
  return county || isNear(outlines, place) ? { place: rounded(place), county } : null;
}

/** The failure behind the browser's geolocation error code. */
export function failureOf(code: number): PositionFailure {
  if (code === 1) return 'denied';
  return code === 3 ? 'timeout' : 'unavailable';
}

/** Asks the browser where the person is. Rejects with a `PositionFailure`. */
export function currentPlace(): Promise<{ place: Place; accuracy: number }> {
  return new Promise((resolve, reject: (failure: PositionFailure) => void) => {
    if (!window.isSecureContext) return reject('insecure');
    if (!('geolocation' in navigator)) return reject('unsupported');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          place: { longitude: coords.longitude, latitude: coords.latitude },
          accuracy: Math.round(coords.accuracy),
        }),
      ({ code }) => reject(failureOf(code)),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}
