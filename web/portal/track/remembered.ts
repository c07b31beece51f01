import { deviceStore } from '../deviceStore';
import type { Pair } from '../tracking';

/** As many cases as fit a screen. */
const MOST = 5;

const kept = deviceStore<Pair[]>('cases');

/** The cases that this device remembers, newest first; only those that the person ticked. */
export const remembered = (): Pair[] => {
  const pairs = kept.read();
  return Array.isArray(pairs) ? pairs : [];
};

/** Remembers a case on this device. */
export function remember(pair: Pair): void {
  kept.write([pair, ...remembered().filter(({ number }) => number !== pair.number)].slice(0, MOST));
}

/** Forgets a case on this device. */
export function forget(number: string): void {
  const rest = remembered().filter((pair) => pair.number !== number);
  if (rest.length) kept.write(rest);
  else kept.clear();
}
