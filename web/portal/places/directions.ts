import type { PublicRoom } from '../../data/portal/help';

/**
 * A link to directions in a map service, which is contacted only when the user opens it; null without a
 * location.
 */
export function directions({ longitude, latitude, name }: PublicRoom): string | null {
  if (longitude === null || latitude === null) return null;
  const query = new URLSearchParams({
    to: `${longitude},${latitude},${name}`,
    mode: 'car',
    coordinate: 'wgs84',
    callnative: '1',
  });
  return `https://uri.amap.com/navigation?${query.toString()}`;
}
