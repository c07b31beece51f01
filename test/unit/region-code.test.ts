import { describe, expect, it } from 'vitest';
import { countyOf, townshipOf } from '../../web/data/regionCode';

describe('the code of a region', () => {
  it('tells the county, from the county down', () => {
    expect(['3508', '350821', '350821001', '350821001002', null].map(countyOf)).toEqual([
      null,
      '350821',
      '350821',
      '350821',
      null,
    ]);
  });

  it('tells the township, from the township down', () => {
    expect(['3508', '350821', '350821001', '350821001002', undefined].map(townshipOf)).toEqual([
      null,
      null,
      '350821001',
      '350821001',
      null,
    ]);
  });
});
