import { describe, expect, it } from 'vitest';
import { withMiddles } from '../../../web/data/core/outlines';
import { boxOf, contains, countyAt, labelPlace, type CountyOutline } from '../../../web/map/geometry/outline';
import { failureOf, pick, rounded } from '../../../web/map/geometry/pin';

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

const west: CountyOutline = {
  region_code: '350821',
  name: 'West',
  outline: { type: 'Polygon', coordinates: [square(116, 25, 1), square(116.4, 25.4, 0.2)] },
};
const east: CountyOutline = {
  region_code: '350823',
  name: 'East',
  outline: { type: 'MultiPolygon', coordinates: [[square(117, 25, 1)], [square(118.5, 25, 0.1)]] },
};

describe('outlines', () => {
  it('have a bounding box', () => {
    expect(boxOf([west, east])).toEqual({ west: 116, south: 25, east: 118.6, north: 26 });
    expect(boxOf([])).toBeNull();
  });

  it('contain their inside, not their holes, and all their parts', () => {
    expect(contains(west.outline, { longitude: 116.1, latitude: 25.1 })).toBe(true);
    expect(contains(west.outline, { longitude: 116.5, latitude: 25.5 })).toBe(false);
    expect(contains(east.outline, { longitude: 118.55, latitude: 25.05 })).toBe(true);
    expect(contains(east.outline, { longitude: 118.2, latitude: 25.05 })).toBe(false);
  });

  it('place a label inside, far from the border', () => {
    const place = labelPlace({ type: 'Polygon', coordinates: [square(116, 25, 1)] });
    expect(place.longitude).toBeCloseTo(116.5, 2);
    expect(place.latitude).toBeCloseTo(25.5, 2);
    expect(contains(west.outline, labelPlace(west.outline))).toBe(true);
    expect(labelPlace(east.outline).longitude).toBeCloseTo(117.5, 2);
  });

  it('determine the county of a place, with the same tolerance as the database', () => {
    expect(countyAt([west, east], { longitude: 117.5, latitude: 25.5 })?.name).toBe('East');
    expect(countyAt([west, east], { longitude: 115.995, latitude: 25.5 })?.name).toBe('West');
    expect(countyAt([west, east], { longitude: 115.9, latitude: 25.5 })).toBeNull();
  });
});

describe('a city without outlines', () => {
  const city = { code: '3501', name: 'City', level: 1, longitude: 119.3, latitude: 26.08 };
  const county = { code: '350121', name: 'North', level: 2, longitude: 119.13, latitude: 26.15 };
  const unplaced = { code: '350122', name: 'Shore', level: 2, longitude: null, latitude: null };
  const middle = (longitude: number, latitude: number) => ({
    type: 'Point' as const,
    coordinates: [longitude, latitude],
  });

  it('shows the centres of its counties, or else its own, and keeps existing outlines', () => {
    const north = { region_code: '350121', name: 'North', outline: middle(119.13, 26.15) };
    expect(withMiddles([], [city, county, unplaced])).toEqual([north]);
    expect(withMiddles([], [city, unplaced])).toEqual([
      { region_code: '3501', name: 'City', outline: middle(119.3, 26.08) },
    ]);
    expect(withMiddles([west], [{ ...county, code: west.region_code }])).toEqual([west]);
    expect(withMiddles([], [])).toEqual([]);
  });

  it('has a margin around its centres, and accepts a pin near them without a county', () => {
    const drawn = withMiddles([], [county]);
    const box = boxOf(drawn)!;
    expect(box.east - box.west).toBeGreaterThan(0.1);
    expect(box.north - box.south).toBeGreaterThan(0.1);
    expect(labelPlace(drawn[0]!.outline)).toEqual({ longitude: 119.13, latitude: 26.15 });
    expect(pick(drawn, { longitude: 119.5, latitude: 26 })).toMatchObject({ county: null });
    expect(pick(drawn, { longitude: 116.4, latitude: 39.9 })).toBeNull();
  });
});

describe('the pin', () => {
  it('is refused outside the city and rounded inside', () => {
    expect(pick([west, east], { longitude: 100, latitude: 25 })).toBeNull();
    expect(pick([west, east], { longitude: 116.123456789, latitude: 25.1 })?.place).toEqual({
      longitude: 116.12346,
      latitude: 25.1,
    });
    expect(rounded({ longitude: 116.000004, latitude: 25.000006 })).toEqual({
      longitude: 116,
      latitude: 25.00001,
    });
  });

  it('explains why there is no position', () => {
    expect([1, 2, 3].map(failureOf)).toEqual(['denied', 'unavailable', 'timeout']);
  });
});
