import { ask } from './changes';

/** A layer of tiles as `map_layers` answers it. */
export interface MapLayer {
  name: string;
  name_en?: string;
  /** Address of the pictures, with `{z}`, `{x}`, `{y}`, `{s}`. */
  url: string;
  /** Names and roads over the pictures. */
  labels_url?: string;
  subdomains?: string;
  attribution?: string;
  /** Number under which the map was approved for publication. */
  approval?: string;
  min_zoom: number;
  max_zoom: number;
  system: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';
}

/** A layer as its administrators edit it. */
export interface EditedLayer extends MapLayer {
  /** Stands for `{key}` in the addresses. */
  key?: string;
}

/** The layers with their version, for whoever edits them. */
export interface LayerSettings {
  version: number;
  layers: EditedLayer[];
}

/** The layers that maps may show. Throws ApiError. */
export const mapLayers = async (signal: AbortSignal) =>
  (await ask('map_layers', {}, signal)) as unknown as MapLayer[];

/** The layers as they are edited, with keys. City administrators only. Throws ApiError. */
export async function layerSettings(signal: AbortSignal): Promise<LayerSettings> {
  const [settings] = await ask('map_layer_settings', {}, signal);
  return settings as unknown as LayerSettings;
}
