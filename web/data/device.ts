import { newRequestId } from './requestId';

const NAME = 'e-mediation.device';

/** A random name of this browser, by which calls of one device are counted; the database keeps its keyed hash for two hours. */
export function deviceName(): string {
  try {
    const known = window.localStorage.getItem(NAME);
    if (known) return known;
    const created = newRequestId();
    window.localStorage.setItem(NAME, created);
    return created;
  } catch {
    // A private window keeps nothing; its address alone is counted.
    return '';
  }
}
