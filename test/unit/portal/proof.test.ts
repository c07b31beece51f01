import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { solving, type Challenge } from '../../../web/data/proof/challenge';

describe('a challenge', () => {
  const SALT = 'a1b2c3?expires=1790000000&purpose=file_case&';
  const of = (number: number, maxnumber: number, salt = SALT): Challenge => {
    const challenge = createHash('sha256').update(`${salt}${number}`).digest('hex');
    return { algorithm: 'SHA-256', challenge, maxnumber, salt, signature: '' };
  };
  const solve = (challenge: Challenge) => {
    const shares: number[] = [];
    const work = solving(challenge);
    for (let step = work.next(); ; step = work.next()) {
      if (step.done) return { number: step.value, shares };
      shares.push(step.value);
    }
  };

  it.each([0, 9_999, 10_000, 34_567, 40_000])('is solved at the number %i', (number) => {
    const { number: found, shares } = solve(of(number, 40_000));
    expect(found).toBe(number);
    expect(shares).toHaveLength(Math.floor(number / 10_000));
  });

  it.each([0, 52, 53, 54, 61, 62, 63, 64, 127, 1000])('is solved behind a salt of %i letters', (length) => {
    expect(solve(of(12, 40, 'x'.repeat(length))).number).toBe(12);
  });

  it('without a solution ends', () => {
    expect(solve(of(50_000, 30_000))).toMatchObject({ number: null });
  });
});
