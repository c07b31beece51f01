import { useEffect } from 'react';
import L from './leaflet';
import { useMap } from './MapContext';
import { keepApart } from './geometry/middles';
import { labelPlace, type CountyOutline, middleOf } from './geometry/outline';

/**
 * Counties as vectors with their names, without a tile server. Colours come from CSS, so a change of theme
 * redraws nothing. With a focus the other counties are dimmed. A county without an outline is a dot with its
 * name.
 */
export function Basemap({ outlines, focus }: { outlines: readonly CountyOutline[]; focus: string | null }) {
  const map = useMap();
  useEffect(() => {
    const group = L.layerGroup();
    // The focused county is drawn last, so that its border is above those of its neighbours.
    const order = [...outlines].sort(
      (a, b) => Number(a.region_code === focus) - Number(b.region_code === focus),
    );
    const middles: L.Marker[] = [];
    for (const county of order) {
      const set = focus === null ? '' : county.region_code === focus ? ' emap-here' : ' emap-away';
      const outlined = middleOf(county.outline) === null;
      if (outlined)
        L.geoJSON(county.outline, {
          interactive: false,
          style: { className: `emap-county${set}`, weight: 1 },
        }).addTo(group);
      const { latitude, longitude } = labelPlace(county.outline);
      const name = document.createElement('span');
      name.textContent = county.name;
      const label = L.marker([latitude, longitude], {
        interactive: false,
        keyboard: false,
        pane: 'names',
        icon: L.divIcon({
          className: `emap-name${set}${outlined ? '' : ' emap-middle'}`,
          html: name,
          iconSize: [0, 0],
        }),
      }).addTo(group);
      // The focused county, which comes last, keeps its name.
      if (!outlined) middles.unshift(label);
    }
    group.addTo(map);
    const release = keepApart(map, middles);
    return () => {
      release();
      group.remove();
    };
  }, [map, outlines, focus]);
  return null;
}
