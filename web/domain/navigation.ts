import { fromWgs84, type Place, type System } from './coordinates';

/** Apps that give directions to a place. */
export const APPS = ['device', 'amap', 'baidu', 'tencent'] as const;

/** An app that gives directions. */
export type App = (typeof APPS)[number];

const at = (place: Place, system: System) => {
  const { longitude, latitude } = fromWgs84(place, system);
  return [longitude.toFixed(6), latitude.toFixed(6)] as const;
};

/**
 * The URL that opens an app at a place, in the app's own coordinate system, named in the URL. It contains
 * only the place, nothing about a case; `called` is the label that the app shows.
 */
export function wayTo(app: App, place: Place, called: string): string {
  if (app === 'device') {
    const [longitude, latitude] = at(place, 'wgs84');
    return `geo:${latitude},${longitude}?q=${latitude},${longitude}`;
  }
  if (app === 'baidu') {
    // Sent as WGS-84 with its name, so that 百度 converts it by its own formula.
    const [longitude, latitude] = at(place, 'wgs84');
    const title = encodeURIComponent(called);
    return `https://api.map.baidu.com/marker?location=${latitude},${longitude}&title=${title}&content=${title}&coord_type=wgs84&output=html&src=webapp.emediation`;
  }
  const [longitude, latitude] = at(place, 'gcj02');
  return app === 'amap'
    ? `https://uri.amap.com/navigation?to=${longitude},${latitude},${encodeURIComponent(called)}&mode=car&coordinate=gaode&callnative=1`
    : `https://apis.map.qq.com/uri/v1/routeplan?type=drive&tocoord=${latitude},${longitude}&referer=emediation`;
}
