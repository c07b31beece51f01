import { useMemo, useState } from 'react';
import type { PublicRoom } from '../../data/portal/help';
import { withMiddles } from '../../data/core/outlines';
import { publicOutlines } from '../../data/portal/public';
import { CityMap, OrganisationLayer } from '../../map';
import { catalogueIn } from '../../text/languages';
import reference from '../../text/zh-CN/map';
import { Loading } from '../../ui/portal/States';
import { useDark } from '../file/useDark';
import { filingFormOrKept } from '../keptForm';
import { useText } from '../text';
import { useLoad } from '../useLoad';

/** Texts of the map; all languages are in this chunk, which few people load. */
const MAP_TEXTS = import.meta.glob<typeof reference>('./*/map.ts', {
  base: '../../text',
  import: 'default',
  eager: true,
});

/** The places on the map, with the numbers of the list; a pin leads to its place in the list. */
export default function PlacesMap(props: {
  rooms: PublicRoom[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const { rooms, chosen, onChoose } = props;
  const text = useText();
  const dark = useDark();
  const [pointed, setPointed] = useState<string | null>(null);
  const outlines = useLoad('outlines', publicOutlines);
  const form = useLoad('filing_form', filingFormOrKept);
  const counties = useMemo(
    () => withMiddles(outlines.data ?? [], form.data?.regions ?? []),
    [outlines.data, form.data],
  );
  const pins = useMemo(
    () =>
      rooms.flatMap(({ id, name, longitude, latitude }, at) =>
        longitude === null || latitude === null
          ? []
          : [{ id, rank: at + 1, label: `${at + 1} ${name}`, distance: '', longitude, latitude }],
      ),
    [rooms],
  );
  if (!outlines.data && !outlines.error) return <Loading text={text('places.map_loading')} />;
  const mapTexts = catalogueIn(MAP_TEXTS, text.locale, 'map') ?? reference;
  return (
    <div className="places-map">
      <CityMap
        outlines={counties}
        theme={dark ? 'dark' : 'light'}
        texts={{
          label: text('places.map_label'),
          notice: mapTexts.notice,
          zoomIn: mapTexts.zoom_in,
          zoomOut: mapTexts.zoom_out,
          whole: mapTexts.whole,
        }}
      >
        <OrganisationLayer
          organisations={pins}
          from={null}
          chosen={chosen}
          pointed={pointed}
          onChoose={onChoose}
          onPoint={setPointed}
        />
      </CityMap>
    </div>
  );
}
