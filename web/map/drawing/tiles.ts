/* oxlint-disable no-underscore-dangle -- the names are Leaflet's own */
import { fromWgs84, type System } from '../../domain/coordinates';
import L from '../leaflet';

/** Web-mercator tiles of another map provider, shown below our own markers. */
export interface TileSource {
  /** Unique name in the layer switch. */
  name: string;
  /** URL with `{z}`, `{x}`, `{y}` or `{-y}`, and `{s}` in the host. */
  url: string;
  /** Transparent tiles with names and roads above the base tiles. */
  labels_url?: string;
  /** Values of `{s}`: `0123` or `a,b,c`. */
  subdomains?: string;
  attribution?: string;
  /** Approval number of the map's publication (审图号). */
  approval?: string;
  min_zoom: number;
  max_zoom: number;
  /**
   * The coordinate system of the tiles. BD-09 only in web-mercator tiles: Baidu's own tile grid is different.
   */
  system: System;
}

type Level = { el: HTMLElement; origin: L.Point; zoom: number };

/** The private methods of Leaflet's grid layer that take the centre of the view. */
interface Grid {
  _getTiledPixelBounds(center: L.LatLng): L.Bounds;
  _setZoomTransform(level: Level, center: L.LatLng, zoom: number): void;
}

const grid = L.GridLayer.prototype as unknown as Grid;

const shifted = (center: L.LatLng, system: System): L.LatLng => {
  const { longitude, latitude } = fromWgs84({ longitude: center.lng, latitude: center.lat }, system);
  return L.latLng(latitude, longitude);
};

/**
 * A tile layer whose centre is converted to the tiles' coordinate system, so that the tiles match our WGS-84
 * markers.
 */
export function tileLayerOf(url: string, source: TileSource): L.TileLayer {
  const { subdomains = '', system, min_zoom, max_zoom } = source;
  const layer = L.tileLayer(url, {
    subdomains: subdomains.includes(',') ? subdomains.split(',') : subdomains || 'a',
    minZoom: min_zoom,
    maxZoom: 20,
    maxNativeZoom: max_zoom,
    // The full URL of the page stays private, but a provider that checks a key must see the origin.
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

/** The addresses of a source's tiles, from bottom to top: base tiles, labels. */
export const urlsOf = ({ url, labels_url }: TileSource): string[] => (labels_url ? [url, labels_url] : [url]);
