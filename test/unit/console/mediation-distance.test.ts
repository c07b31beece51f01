import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../web/data/console/records';
import { byNearness, distanceIn, kilometresBetween } from '../../../web/mediation/distance';
import { wayTo } from '../../../web/mediation/navigation';

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

describe('directions to a place', () => {
  const shift = (longitude: string, latitude: string) =>
    kilometresBetween({ longitude: Number(longitude), latitude: Number(latitude) }, OFFICE);

  it('are given to the phone and to 百度 in WGS-84, as stated in the link', () => {
    expect(wayTo('device', OFFICE, '目的地')).toBe('geo:25.830000,116.360000?q=25.830000,116.360000');
    const baidu = new URL(wayTo('baidu', OFFICE, '目的地'));
    expect(baidu.searchParams.get('location')).toBe('25.830000,116.360000');
    expect(baidu.searchParams.get('coord_type')).toBe('wgs84');
    expect(baidu.searchParams.get('title')).toBe('目的地');
  });

  it('are given to 高德 and 腾讯 in GCJ-02', () => {
    const amap = new URL(wayTo('amap', OFFICE, '目的地'));
    expect(amap.searchParams.get('coordinate')).toBe('gaode');
    const [east, north] = amap.searchParams.get('to')!.split(',') as [string, string];
    expect(shift(east, north)).toBeGreaterThan(0.4);
    expect(shift(east, north)).toBeLessThan(0.7);
    const tencent = new URL(wayTo('tencent', OFFICE, '目的地'));
    expect(tencent.searchParams.get('tocoord')).toBe(`${north},${east}`);
  });
});
