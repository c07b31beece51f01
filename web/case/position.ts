import type { CaseRecord } from '../data/records';
import type { Values } from './verbForm';

/** The pin of the form, null while there is none. */
export function pinOf(values: Values): { longitude: number; latitude: number } | null {
  const { longitude, latitude } = values;
  return longitude && latitude ? { longitude: Number(longitude), latitude: Number(latitude) } : null;
}

/** What the source claimed, as people read it aloud; null when it claimed nothing that is a figure. */
export function claimedPair(row: Pick<CaseRecord, 'claimed_longitude' | 'claimed_latitude'>): string | null {
  const halves = [row.claimed_longitude, row.claimed_latitude];
  return halves.every((half) => half === null) ? null : halves.map((half) => half ?? '–').join(', ');
}
