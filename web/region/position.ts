import { ApiError } from '../data/core/errors';
import type { Values } from '../ui/console/form';

/** Typed coordinates; an empty one is left out. */
export interface TypedPlace {
  longitude?: number;
  latitude?: number;
}

/**
 * Reads longitude and latitude of a form. Throws ApiError for an invalid number; the database checks the
 * range.
 */
export function readPlace(values: Values): TypedPlace {
  const place: TypedPlace = {};
  for (const field of ['longitude', 'latitude'] as const) {
    const typed = (values[field] ?? '').normalize('NFKC').trim();
    if (typed === '') continue;
    const figure = Number(typed);
    if (!Number.isFinite(figure))
      throw new ApiError({ status: 422, code: 'invalid_value', params: { field }, field });
    place[field] = figure;
  }
  return place;
}

/** The pin for the current input; null while it is not a place. */
export function pinOf(values: Values): { longitude: number; latitude: number } | null {
  const [longitude, latitude] = [values.longitude, values.latitude].map((typed) => {
    const bare = (typed ?? '').normalize('NFKC').trim();
    return bare === '' ? Number.NaN : Number(bare);
  }) as [number, number];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 ? { longitude, latitude } : null;
}
