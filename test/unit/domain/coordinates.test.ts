import { describe, expect, it } from 'vitest';
import { fromWgs84, parsePair, SYSTEMS, toWgs84 } from '../../../web/domain/coordinates';
import type { Place } from '../../../web/map';

/** Metres between two nearby places. */
const metres = (a: Place, b: Place) =>
  111_320 *
  Math.hypot((a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180), a.latitude - b.latitude);

const LONGYAN = { longitude: 117.0174, latitude: 25.0755 };
const PLACES: [string, Place][] = [
  ['龙岩', LONGYAN],
  ['长汀', { longitude: 116.3606, latitude: 25.8304 }],
  ['漳平', { longitude: 117.4196, latitude: 25.2905 }],
  ['武平', { longitude: 116.1004, latitude: 25.0953 }],
];

describe('a place in another coordinate system', () => {
  it.each(PLACES)('in %s is converted back from each system to within a metre', (_name, place) => {
    for (const system of SYSTEMS)
      expect(metres(toWgs84(fromWgs84(place, system), system), place), system).toBeLessThan(1);
  });

  it('has the known offset at Longyan', () => {
    const shift = (system: (typeof SYSTEMS)[number]) => metres(fromWgs84(LONGYAN, system), LONGYAN);
    expect(shift('wgs84')).toBe(0);
    expect(shift('cgcs2000')).toBe(0);
    expect(shift('gcj02')).toBeGreaterThan(540);
    expect(shift('gcj02')).toBeLessThan(610);
    expect(shift('bd09')).toBeGreaterThan(1100);
    expect(shift('bd09')).toBeLessThan(1400);
  });
});

describe('the parser of pasted coordinates', () => {
  it.each([
    ['116.36, 25.83', 116.36, 25.83],
    ['25.83，116.36', 116.36, 25.83],
    ['  116.36012   25.83045 ', 116.36012, 25.83045],
    ['北纬25.83°，东经116.36°', 116.36, 25.83],
    ['１１６．３６，２５．８３', 116.36, 25.83],
    [`25°49'48"N 116°21'36"E`, 116.36, 25.83],
    ['经度:116.36 纬度:25.83', 116.36, 25.83],
    // Not rejected here: the database reports that they are zero or elsewhere.
    ['0,0', 0, 0],
    ['-116.36, 25.83', -116.36, 25.83],
  ])('recognises %s', (typed, longitude, latitude) => {
    const pair = parsePair(typed)!;
    expect(pair.longitude).toBeCloseTo(longitude, 8);
    expect(pair.latitude).toBeCloseTo(latitude, 8);
  });

  it.each(['', '116.36', '水东街 88 号', '116.36, 25.83, 300', '经度未知'])('rejects %s', (typed) => {
    expect(parsePair(typed)).toBeNull();
  });
});
