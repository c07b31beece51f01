import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { solving, type Challenge } from '../../web/data/proof/challenge';
import { hex, sha256 } from '../../web/data/proof/sha256';

describe('SHA-256', () => {
  it.each(['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(119), 'x'.repeat(1000)])(
    'of %s equals that of the standard implementation',
    (text) => expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex')),
  );
});

describe('a challenge', () => {
  const of = (number: number, maxnumber: number): Challenge => {
    const salt = 'a1b2c3?expires=1790000000&purpose=file_case&';
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

  it('without a solution ends', () => {
    expect(solve(of(50_000, 30_000))).toMatchObject({ number: null });
  });
});
