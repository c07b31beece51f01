import { sha256 } from './sha256';

/**
 * What a refusal with `challenge_required` carries: the digest of salt and number, and the highest possible
 * number.
 */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** Number of tries between two progress reports. */
const PIECE = 10_000;

/** Tries one batch of numbers beginning at `from`; null when the solution is not among them. */
export function tryPiece({ challenge, salt, maxnumber }: Challenge, from: number): number | null {
  const first = Number.parseInt(challenge.slice(0, 8), 16);
  const second = Number.parseInt(challenge.slice(8, 16), 16);
  const end = Math.min(from + PIECE, maxnumber + 1);
  for (let number = from; number < end; number += 1) {
    const digest = sha256(`${salt}${number}`);
    if (digest[0] === first && digest[1] === second) return number;
  }
  return null;
}

/**
 * Solves a challenge, yielding after each batch the share of the numbers tried; returns null when there is no
 * solution.
 */
export function* solving(challenge: Challenge): Generator<number, number | null> {
  for (let from = 0; from <= challenge.maxnumber; from += PIECE) {
    const number = tryPiece(challenge, from);
    if (number !== null) return number;
    yield Math.min(1, (from + PIECE) / challenge.maxnumber);
  }
  return null;
}
