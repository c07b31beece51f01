import { countyAt, type CountyOutline, isNear } from './outline';
import type { Place } from './projection';

/** Why the browser did not return a position. */
export type PositionFailure = 'insecure' | 'unsupported' | 'denied' | 'unavailable' | 'timeout' | 'outside';

/**
 * A place rounded to about a metre: more digits would suggest a precision that neither finger nor phone has.
 */
export function rounded({ longitude, latitude }: Place): Place {
  return { longitude: Math.round(longitude * 1e5) / 1e5, latitude: Math.round(latitude * 1e5) / 1e5 };
}

/** The chosen place with its county; null outside the city. Without outlines no county is known. */
export function pick<T extends CountyOutline>(
  outlines: readonly T[],
  place: Place,
): { place: Place; county: T | null } | null {
  const county = countyAt(outlines, place);
  return county || isNear(outlines, place) ? { place: rounded(place), county } : null;
}

/** Converts the browser's geolocation error code. */
export function failureOf(code: number): PositionFailure {
  if (code === 1) return 'denied';
  return code === 3 ? 'timeout' : 'unavailable';
}

/** Asks the browser for the user's position. Rejects with a `PositionFailure`. */
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
