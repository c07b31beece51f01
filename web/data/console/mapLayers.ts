import { ask } from '../core/changes';
import { ApiError } from '../core/errors';

/** A tile layer as `map_layers` returns it. */
export interface MapLayer {
  name: string;
  name_en?: string;
  /** URL of the tiles, with `{z}`, `{x}`, `{y}`, `{s}`. */
  url: string;
  /** Transparent tiles with names and roads above the base tiles. */
  labels_url?: string;
  subdomains?: string;
  attribution?: string;
  /** Approval number of the map's publication. */
  approval?: string;
  min_zoom: number;
  max_zoom: number;
  system: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';
}

/** A layer as administrators edit it. */
export interface EditedLayer extends MapLayer {
  /** Replaces `{key}` in the URLs. */
  key?: string;
}

/** The layers with their version, for editing. */
export interface LayerSettings {
  version: number;
  layers: EditedLayer[];
}

/** The layers that maps may show. Throws ApiError. */
export const mapLayers = (signal: AbortSignal): Promise<MapLayer[]> => ask('map_layers', {}, signal);

/** The layers for editing, with their keys. City administrators only. Throws ApiError. */
export async function layerSettings(signal: AbortSignal): Promise<LayerSettings> {
  const [settings] = await ask<'map_layer_settings', LayerSettings>('map_layer_settings', {}, signal);
  if (!settings) throw new ApiError({ status: 500, code: 'server' });
  return settings;
}
