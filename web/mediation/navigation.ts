import { fromWgs84, type System } from '../map/coordinates';
import type { Place } from '../map';

/** Apps that lead to a place. */
export const APPS = ['device', 'amap', 'baidu', 'tencent'] as const;

/** An app that leads to a place. */
export type App = (typeof APPS)[number];

const at = (place: Place, system: System) => {
  const { longitude, latitude } = fromWgs84(place, system);
  return [longitude.toFixed(6), latitude.toFixed(6)] as const;
};

/**
 * The address that opens an app at a place, in the app's own system of coordinates and saying so. It tells the place and
 * nothing of the case; `called` is what the app shows at the place.
 */
export function wayTo(app: App, place: Place, called: string): string {
  if (app === 'device') {
    const [longitude, latitude] = at(place, 'wgs84');
    return `geo:${latitude},${longitude}?q=${latitude},${longitude}`;
  }
  if (app === 'baidu') {
    // Given with its system, so that 百度 converts it by its own formula.
    const [longitude, latitude] = at(place, 'wgs84');
    const title = encodeURIComponent(called);
    return `https://api.map.baidu.com/marker?location=${latitude},${longitude}&title=${title}&content=${title}&coord_type=wgs84&output=html&src=webapp.emediation`;
  }
  const [longitude, latitude] = at(place, 'gcj02');
  return app === 'amap'
    ? `https://uri.amap.com/navigation?to=${longitude},${latitude}&mode=car&coordinate=gaode&callnative=1`
    : `https://apis.map.qq.com/uri/v1/routeplan?type=drive&tocoord=${latitude},${longitude}&referer=emediation`;
}
