import { ApiError } from '../data/core/errors';

/** The fields of a place. */
export type PlaceValues = Record<'longitude' | 'latitude', string>;

/** Typed coordinates; an empty one is left out. */
export interface TypedPlace {
  longitude?: number;
  latitude?: number;
}

/**
 * Reads longitude and latitude of a form. Throws ApiError for an invalid number; the database checks the
 * range.
 */
export function readPlace(values: PlaceValues): TypedPlace {
  const place: TypedPlace = {};
  for (const field of ['longitude', 'latitude'] as const) {
    const typed = values[field].normalize('NFKC').trim();
    if (typed === '') continue;
    const figure = Number(typed);
    if (!Number.isFinite(figure))
      throw new ApiError({ status: 422, code: 'invalid_value', params: { field }, field });
    place[field] = figure;
  }
  return place;
}

/** The pin for the current input; null while it is not a place. */
export function pinOf(values: PlaceValues): { longitude: number; latitude: number } | null {
  const read = (typed: string) => Number(typed.normalize('NFKC').trim() || Number.NaN);
  const [longitude, latitude] = [read(values.longitude), read(values.latitude)];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 ? { longitude, latitude } : null;
}
