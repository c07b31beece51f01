import { createHash } from 'node:crypto';

/** The details of a challenge_required error. */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** Solves a challenge as a page does; returns the header with the proof. */
export function solve({ algorithm, challenge, maxnumber, salt, signature }: Challenge): string {
  for (let number = 0; number <= maxnumber; number += 1) {
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') !== challenge) continue;
    const proof = { algorithm, challenge, number, salt, signature };
    return Buffer.from(JSON.stringify(proof)).toString('base64');
  }
  throw new Error('the challenge has no answer');
}
