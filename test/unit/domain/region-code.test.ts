import { describe, expect, it } from 'vitest';
import { countyOf, townshipOf } from '../../../web/domain/regionCode';

describe('the code of a region', () => {
  it('contains the county, from county level down', () => {
    expect(['3508', '350821', '350821001', '350821001002', null].map(countyOf)).toEqual([
      null,
      '350821',
      '350821',
      '350821',
      null,
    ]);
  });

  it('contains the township, from township level down', () => {
    expect(['3508', '350821', '350821001', '350821001002', undefined].map(townshipOf)).toEqual([
      null,
      null,
      '350821001',
      '350821001',
      null,
    ]);
  });
});
