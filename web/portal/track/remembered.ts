import { deviceStore } from '../deviceStore';
import type { Pair } from '../tracking';

/** Maximum number of remembered cases: as many as fit on a screen. */
const MAX_REMEMBERED = 5;

const kept = deviceStore<Pair[]>('cases');

/** The cases remembered on this device, newest first; only those for which the user ticked the box. */
export const remembered = (): Pair[] => {
  const pairs = kept.read();
  return Array.isArray(pairs) ? pairs : [];
};

/** Remembers a case on this device. */
export function remember(pair: Pair): void {
  kept.write([pair, ...remembered().filter(({ number }) => number !== pair.number)].slice(0, MAX_REMEMBERED));
}

/** Forgets a case on this device. */
export function forget(number: string): void {
  const rest = remembered().filter((pair) => pair.number !== number);
  if (rest.length) kept.write(rest);
  else kept.clear();
}
