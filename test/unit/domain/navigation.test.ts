import { describe, expect, it } from 'vitest';
import { wayTo } from '../../../web/domain/navigation';
import { kilometresBetween } from '../../../web/mediation/distance';

const OFFICE = { longitude: 116.36, latitude: 25.83 };

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
    const [east, north, called] = amap.searchParams.get('to')!.split(',') as [string, string, string];
    expect(called).toBe('目的地');
    expect(shift(east, north)).toBeGreaterThan(0.4);
    expect(shift(east, north)).toBeLessThan(0.7);
    const tencent = new URL(wayTo('tencent', OFFICE, '目的地'));
    expect(tencent.searchParams.get('tocoord')).toBe(`${north},${east}`);
  });
});
