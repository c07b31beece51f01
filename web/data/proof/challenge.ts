import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** What a refusal with `challenge_required` carries: the digest of salt and number, and how large the number may be. */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** Tries of one piece of work, between two words about how far it is. */
const PIECE = 10_000;

/**
 * Looks for the number from `from` on, a piece of work at a time; null when it is not in this piece. Not with the
 * browser's own digest: that one is shut on pages without TLS, and a promise for each try is too slow.
 */
function tryPiece({ challenge, salt, maxnumber }: Challenge, from: number): number | null {
  const wanted = hexToBytes(challenge);
  const salted = sha256.create().update(utf8ToBytes(salt));
  const end = Math.min(from + PIECE, maxnumber + 1);
  for (let number = from; number < end; number += 1) {
    const digest = salted
      .clone()
      .update(utf8ToBytes(String(number)))
      .digest();
    if (digest.every((byte, at) => byte === wanted[at])) return number;
  }
  return null;
}

/** Solves a challenge, telling after each piece which share of the numbers was tried; null when there is no answer. */
export function* solving(challenge: Challenge): Generator<number, number | null> {
  for (let from = 0; from <= challenge.maxnumber; from += PIECE) {
    const number = tryPiece(challenge, from);
    if (number !== null) return number;
    yield Math.min(1, (from + PIECE) / challenge.maxnumber);
  }
  return null;
}
