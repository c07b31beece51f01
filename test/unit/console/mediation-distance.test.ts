import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../web/data/console/cases';
import { byNearness, distanceIn, kilometresBetween } from '../../../web/mediation/distance';

const OFFICE = { longitude: 116.36, latitude: 25.83 };
const row = (id: string, longitude: number | null, latitude: number | null) =>
  ({ id, longitude, latitude }) as CaseRecord;

describe('cases by distance', () => {
  const rows = [
    row('far', 116.6, 25.9),
    row('none', null, null),
    row('near', 116.361, 25.831),
    row('middle', 116.4, 25.85),
  ];

  it('put the nearest first and those without a place last', () => {
    expect(byNearness(rows, OFFICE).map((one) => one.row.id)).toEqual(['near', 'middle', 'far', 'none']);
  });

  it('stay in the order of their deadlines when the starting point is unknown', () => {
    expect(byNearness(rows, null).map((one) => one.row.id)).toEqual(['far', 'none', 'near', 'middle']);
  });

  it('have the great-circle distance', () => {
    // 龙岩 to 长汀, about 107 kilometres in a straight line.
    expect(kilometresBetween({ longitude: 117.0174, latitude: 25.0755 }, OFFICE)).toBeCloseTo(106.9, 0);
  });

  it.each([
    [0.001, 'metres', '10'],
    [0.347, 'metres', '350'],
    [0.96, 'kilometres', '1.0'],
    [2.44, 'kilometres', '2.4'],
    [17.6, 'kilometres', '18'],
  ])('format %d km with a suitable unit and precision', (kilometres, unit, n) => {
    expect(distanceIn(kilometres)).toEqual({ unit, n });
  });
});
