import type { EditedLayer } from '../data/console/mapLayers';

/** Coordinate systems of tiles. */
export const SYSTEMS: readonly EditedLayer['system'][] = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'];

const tianditu = (layer: string) =>
  `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default` +
  '&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}';

/** Presets of well-known services; the layer's own texts come from the catalogue. */
export const PRESETS = {
  tianditu_vector: {
    url: tianditu('vec'),
    labels_url: tianditu('cva'),
    subdomains: '01234567',
    system: 'cgcs2000',
  },
  tianditu_image: {
    url: tianditu('img'),
    labels_url: tianditu('cia'),
    subdomains: '01234567',
    system: 'cgcs2000',
  },
  osm: { url: 'https://tile.openstreetmap.org/{z}/{x}/{y}.png', system: 'wgs84', max_zoom: '19' },
  wmts: {
    url: 'https://host/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=layer&STYLE=default&TILEMATRIXSET=w&FORMAT=image/png&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}',
    system: 'cgcs2000',
  },
} as const satisfies Record<string, Partial<LayerValues>>;

/** The preset of a service. */
export type Preset = keyof typeof PRESETS;

/** The fields of a layer, in the order of the form. */
const FIELDS = [
  'name',
  'name_en',
  'url',
  'labels_url',
  'subdomains',
  'key',
  'system',
  'min_zoom',
  'max_zoom',
  'attribution',
  'approval',
] as const;

/** The values of the form. */
export type LayerValues = Record<(typeof FIELDS)[number], string>;

/** The form values of a layer, or of a new one. */
export function valuesOf(layer: EditedLayer | null): LayerValues {
  const blank: Partial<LayerValues> = { system: 'wgs84', min_zoom: '1', max_zoom: '18' };
  return Object.fromEntries(
    FIELDS.map((name) => [name, layer ? String(layer[name] ?? '') : (blank[name] ?? '')]),
  ) as LayerValues;
}

const figure = (typed: string) => {
  const bare = typed.normalize('NFKC').trim();
  return bare === '' ? null : /^\d{1,3}$/.test(bare) ? Number(bare) : bare;
};

/**
 * The form as the verb takes it. An invalid number is sent as typed, because the database reports the error.
 */
export function layerOf(values: LayerValues): EditedLayer {
  return {
    ...Object.fromEntries(
      FIELDS.map((name) => [name, values[name].trim()]).filter(([, value]) => value !== ''),
    ),
    min_zoom: figure(values.min_zoom),
    max_zoom: figure(values.max_zoom),
  } as EditedLayer;
}
