import { ApiError } from '../data/errors';
import type { Values } from '../ui/console/form';

/** A place as typed; what is empty is left out. */
export interface TypedPlace {
  longitude?: number;
  latitude?: number;
}

/** Reads longitude and latitude of a form. Throws ApiError for what is no figure; ranges are the database's matter. */
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
