import { newRequestId } from './requestId';

const NAME = 'e-mediation.device';

/**
 * A random id of this browser, by which the calls of one device are rate limited; the database keeps its
 * keyed hash for two hours.
 */
export function deviceName(): string {
  try {
    const known = window.localStorage.getItem(NAME);
    if (known) return known;
    const created = newRequestId();
    window.localStorage.setItem(NAME, created);
    return created;
  } catch {
    // A private window stores nothing; then only its IP address is counted.
    return '';
  }
}
