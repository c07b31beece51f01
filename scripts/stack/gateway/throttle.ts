import { isIPv6 } from 'node:net';

/** Counts per client address within a sliding window, in memory: a restart clears the counts. */
export interface Throttle {
  /** Whether the address has reached its limit. */
  spent(address: string): boolean;
  /** Counts one attempt; the returned function takes it back. */
  count(address: string): () => void;
}

/** Maximum number of remembered addresses; beyond it the least recently used one is dropped. */
const MOST_ADDRESSES = 10_000;

/** An IPv6 household owns a whole /64, so all of its addresses count as one. */
function household(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  while (tail !== undefined && groups.length + rest.length < 8) groups.push('0');
  return [...groups, ...rest].slice(0, 4).join(':');
}

/** Allows each address `most` attempts within `windowMs`. */
export function throttle(most: number, windowMs: number): Throttle {
  const times = new Map<string, number[]>();
  const recent = (key: string) => (times.get(key) ?? []).filter((at) => at > Date.now() - windowMs);
  return {
    spent: (address) => recent(household(address)).length >= most,
    count: (address) => {
      const key = household(address);
      const now = Date.now();
      const kept = [...recent(key), now].slice(-most);
      // Re-inserted, so that the map is ordered by last use.
      times.delete(key);
      times.set(key, kept);
      const [oldest] = times.keys();
      if (oldest !== undefined && times.size > MOST_ADDRESSES) times.delete(oldest);
      return () => {
        const later = times.get(key) ?? [];
        const at = later.indexOf(now);
        if (at >= 0) later.splice(at, 1);
      };
    },
  };
}
