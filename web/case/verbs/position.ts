import type { CaseRecord } from '../../data/console/records';

/** The coordinates of the form's pin, null while there is none. */
export function pinOf(typed: {
  longitude: string;
  latitude: string;
}): { longitude: number; latitude: number } | null {
  const { longitude, latitude } = typed;
  return longitude && latitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null;
}

/** The location that the source gave, as readable text; null when it gave none or no numbers. */
export function claimedPair(row: Pick<CaseRecord, 'claimed_longitude' | 'claimed_latitude'>): string | null {
  const halves = [row.claimed_longitude, row.claimed_latitude];
  return halves.every((half) => half === null) ? null : halves.map((half) => half ?? '–').join(', ');
}
