import { useMemo } from 'react';
import { withMiddles } from '../../data/core/outlines';
import { publicMapLayers, publicOutlines, type Region } from '../../data/portal/public';
import type { Place } from '../../map';
import PinPicker, { type PinPickerTexts } from '../../map/PinPicker';
import { catalogueIn, inLanguage } from '../../text/languages';
import reference from '../../text/zh-CN/map';
import { Loading } from '../../ui/portal/States';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { useDark } from './useDark';

/** Texts of the map; all languages are in this chunk, which few people load. */
const MAP_TEXTS = import.meta.glob<typeof reference>('./*/map.ts', {
  base: '../../text',
  import: 'default',
  eager: true,
});

function textsOf({ pin, ...map }: typeof reference): PinPickerTexts {
  return {
    label: pin.label,
    notice: map.notice,
    zoomIn: map.zoom_in,
    zoomOut: map.zoom_out,
    whole: map.whole,
    pin: pin.pin,
    hint: pin.hint,
    usePosition: pin.use_position,
    locating: pin.locating,
    placeInMiddle: pin.place_in_middle,
    remove: pin.remove,
    placed: pin.placed,
    placedRoughly: pin.placed_roughly,
    placedSomewhere: pin.placed_somewhere,
    outside: pin.outside,
    failures: pin.failures,
  };
}

/**
 * The pin picker over the county outlines; without outlines it still accepts a pin, which only the server
 * checks.
 */
export default function PinMap({
  regions,
  ...props
}: {
  /** The city and its counties. */
  regions: readonly Region[];
  value: Place | null;
  onChange: (value: Place | null) => void;
  focus: string | null;
  center: [longitude: number, latitude: number];
}) {
  const text = useText();
  const dark = useDark();
  const outlines = useLoad('outlines', publicOutlines);
  const layers = useLoad('map_layers', publicMapLayers);
  const mapTexts = catalogueIn(MAP_TEXTS, text.locale, 'map') ?? reference;
  const tiles = useMemo(
    () =>
      layers.data?.length
        ? {
            sources: layers.data.map((one) => ({
              ...one,
              name: inLanguage(text.locale, one.name, one.name_en),
            })),
            texts: mapTexts.tiles,
          }
        : undefined,
    [layers.data, text.locale, mapTexts],
  );
  const counties = useMemo(() => withMiddles(outlines.data ?? [], regions), [outlines.data, regions]);
  if (!outlines.data && !outlines.error) return <Loading text={text('place.map_loading')} />;
  return (
    <PinPicker
      {...props}
      outlines={counties}
      texts={textsOf(mapTexts)}
      tiles={tiles}
      theme={dark ? 'dark' : 'light'}
    />
  );
}
