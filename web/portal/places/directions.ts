import type { PublicRoom } from '../../data/help';

/** The way there in a map service, which opens only when somebody taps it; null without a position. */
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
