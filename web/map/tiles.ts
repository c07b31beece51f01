/* oxlint-disable no-underscore-dangle -- the names are Leaflet's own */
import { fromWgs84, type System } from './coordinates';
import L from './leaflet';

/** Pictures of somebody else's map, in squares of web-mercator, to lie below our own marks. */
export interface TileSource {
  /** What the switch calls it; no two have the same. */
  name: string;
  /** Address with `{z}`, `{x}`, `{y}` or `{-y}`, and `{s}` in the host. */
  url: string;
  /** Names and roads, to lie over the pictures. */
  labels_url?: string;
  /** What `{s}` stands for: `0123` or `a,b,c`. */
  subdomains?: string;
  attribution?: string;
  /** Number under which the map was approved for publication (审图号). */
  approval?: string;
  min_zoom: number;
  max_zoom: number;
  /** The system in which its pictures lie. BD-09 in web-mercator squares only: Baidu's own squares are others. */
  system: System;
}

type Level = { el: HTMLElement; origin: L.Point; zoom: number };

/** The inner methods of Leaflet's grid that take the centre of the view. */
interface Grid {
  _getTiledPixelBounds(center: L.LatLng): L.Bounds;
  _setZoomTransform(level: Level, center: L.LatLng, zoom: number): void;
}

const grid = L.GridLayer.prototype as unknown as Grid;

const shifted = (center: L.LatLng, system: System): L.LatLng => {
  const { longitude, latitude } = fromWgs84({ longitude: center.lng, latitude: center.lat }, system);
  return L.latLng(latitude, longitude);
};

/** A layer of tiles whose centre is told in the tiles' own system, so that the pictures lie below WGS-84 marks. */
function layerOf(url: string, source: TileSource): L.TileLayer {
  const { subdomains = '', system, min_zoom, max_zoom } = source;
  const layer = L.tileLayer(url, {
    subdomains: subdomains.includes(',') ? subdomains.split(',') : subdomains || 'a',
    minZoom: min_zoom,
    maxZoom: 20,
    maxNativeZoom: max_zoom,
    // The page's address is nobody's business; which site asks, the server of a key must see.
    referrerPolicy: 'strict-origin-when-cross-origin',
  });
  const own = layer as unknown as Grid;
  own._getTiledPixelBounds = function (center) {
    return grid._getTiledPixelBounds.call(this, shifted(center, system));
  };
  own._setZoomTransform = function (level, center, zoom) {
    grid._setZoomTransform.call(this, level, shifted(center, system), zoom);
  };
  return layer;
}

/** The layers of a source, from below: pictures, names. */
export const layersOf = (source: TileSource): L.TileLayer[] =>
  [source.url, source.labels_url].flatMap((url) => (url ? [layerOf(url, source)] : []));
