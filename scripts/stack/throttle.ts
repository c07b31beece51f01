import { isIPv6 } from 'node:net';

/** Counts per client address within a sliding window, in memory: a restart forgives. */
export interface Throttle {
  /** Whether the address has used up what it may. */
  spent(address: string): boolean;
  /** Counts one; the answer takes it back. */
  count(address: string): () => void;
}

/** Addresses remembered at most; beyond it the one that has been quiet longest is forgotten. */
const MOST_ADDRESSES = 10_000;

/** A household has a whole /64 of version 6, and would otherwise have as many tries as addresses. */
function household(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  while (tail !== undefined && groups.length + rest.length < 8) groups.push('0');
  return [...groups, ...rest].slice(0, 4).join(':');
}

/** Lets an address do something `most` times within `windowMs`. */
export function throttle(most: number, windowMs: number): Throttle {
  const times = new Map<string, number[]>();
  const recent = (key: string) => (times.get(key) ?? []).filter((at) => at > Date.now() - windowMs);
  return {
    spent: (address) => recent(household(address)).length >= most,
    count: (address) => {
      const key = household(address);
      const now = Date.now();
      const kept = [...recent(key), now].slice(-most);
      // Set anew, so that the map stands in the order of last use.
      times.delete(key);
      times.set(key, kept);
      if (times.size > MOST_ADDRESSES) times.delete(times.keys().next().value!);
      return () => {
        const later = times.get(key) ?? [];
        const at = later.indexOf(now);
        if (at >= 0) later.splice(at, 1);
      };
    },
  };
}
