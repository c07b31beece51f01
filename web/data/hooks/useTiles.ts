import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { inLanguage } from '../../text/languages';
import { type MapLayer, mapLayers } from '../console/mapLayers';
import { useRead } from './useRead';

/** The tile layers of the city's maps and the labels of their switch; undefined while there are none. */
export interface CityTiles {
  sources: MapLayer[];
  texts: { label: string; vector: string; failed: string; approval: string };
}

/** The tile layers of every map of the console; a map works without them while they cannot be read. */
export function useTiles(): CityTiles | undefined {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { data } = useRead(['map_layers'], mapLayers, { staleTime: 10 * 60_000 });
  return useMemo(() => {
    if (!data?.length) return undefined;
    const named = data.map((one) => ({ ...one, name: inLanguage(locale, one.name, one.name_en) }));
    return {
      sources: named,
      texts: {
        label: translate('map.tiles.label'),
        vector: translate('map.tiles.vector'),
        failed: translate('map.tiles.failed'),
        approval: translate('map.tiles.approval'),
      },
    };
  }, [data, locale, translate]);
}
