import { describe, expect, it } from 'vitest';
import { parseRoute, stepHash, trackHash } from '../../../web/portal/route';
import { findPair, normalCode, normalNumber } from '../../../web/portal/tracking';

const pair = { number: '350821-261124-00042', code: 'SNR3-3R5E-RWXV-NS8M' };

describe('a tracking code', () => {
  it.each([
    ['as printed', 'SNR3-3R5E-RWXV-NS8M'],
    ['in small letters without hyphens', 'snr33r5erwxvns8m'],
    ['with blanks and long dashes', ' SNR3 3R5E–RWXV—NS8M '],
    ['in full width', 'ＳＮＲ３－３Ｒ５Ｅ－ＲＷＸＶ－ＮＳ８Ｍ'],
  ])('is recognised %s', (_, typed) => expect(normalCode(typed)).toBe(pair.code));

  it('accepts letters in place of the digits that they resemble', () => {
    expect(normalCode('OoIi-LlAA-BBCC-DDEE')).toBe('0011-11AA-BBCC-DDEE');
  });

  it.each(['', 'SNR3', 'SNR3-3R5E-RWXV-NS8', 'SNR3-3R5E-RWXV-NS8U', '查询码'])(
    'is not recognised in %j',
    (typed) => expect(normalCode(typed)).toBeNull(),
  );
});

describe('a case number', () => {
  it('is recognised with or without hyphens, in any character width', () => {
    expect(normalNumber(' ３５０８２１-261124 00042')).toBe(pair.number);
    expect(normalNumber('35082126112400042')).toBe(pair.number);
    expect(normalNumber('350821-261124-0004')).toBeNull();
  });
});

describe('a pasted text', () => {
  it.each([
    ['a copied receipt', `智慧e调解 案件编号：${pair.number} 查询码：${pair.code} 查询：https://x.cn/`],
    ['a link', `https://x.cn/${trackHash(pair.number, pair.code)}`],
    ['two lines', `${pair.number}\n${pair.code.toLowerCase().replaceAll('-', ' ')}`],
  ])('yields number and code from %s', (_, text) => expect(findPair(text)).toEqual(pair));

  it('yields nothing when one of them is missing', () => {
    expect(findPair(pair.number)).toBeNull();
    expect(findPair(pair.code)).toBeNull();
  });
});

describe('an address', () => {
  it('names its page', () => {
    expect(parseRoute('')).toEqual({ name: 'home' });
    expect(parseRoute('#/')).toEqual({ name: 'home' });
    expect(parseRoute('#/file')).toEqual({ name: 'file', region: null, source: null });
    expect(parseRoute('#/file?region=350821')).toEqual({ name: 'file', region: '350821', source: null });
    expect(parseRoute('#/file?region=35;drop')).toEqual({ name: 'file', region: null, source: null });
    expect(parseRoute(stepHash('you', true))).toEqual({ name: 'step', step: 'you', review: true });
    expect(parseRoute('#/file?s=k7q2m9xa')).toMatchObject({ source: 'K7Q2M9XA' });
    expect(parseRoute('#/file?s=<script>')).toMatchObject({ source: null });
    expect(parseRoute('#/file/receipt')).toEqual({ name: 'receipt' });
    expect(parseRoute(trackHash(pair.number, pair.code))).toEqual({ name: 'track', ...pair });
    expect(parseRoute('#/track')).toEqual({ name: 'track', number: '', code: '' });
  });

  it('may be invalid', () => {
    expect(parseRoute('#/file/nothing')).toEqual({ name: 'missing' });
    expect(parseRoute('#/elsewhere')).toEqual({ name: 'missing' });
    expect(parseRoute('#/track/%E0%A4%A/x')).toEqual({ name: 'track', number: '%E0%A4%A', code: 'x' });
  });
});
