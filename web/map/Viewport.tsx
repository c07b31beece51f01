import { useContext, useEffect } from 'react';
import { useMap } from 'react-leaflet';
import type { Place } from './geometry/projection';
import L from './leaflet';
import { LaidOutContext, prefersStillness } from './view';

/** Properties of `Viewport`. */
export interface ViewportProps {
  /** Places that must be visible; a single place only pans, several also zoom. */
  places: readonly Place[];
  /** The view moves when this value changes, not when the array of places is rebuilt. Null keeps the view. */
  goal: string | null;
}

const EDGE = 76;
/** On a wide map the legend covers the left side; places must not be hidden under it. */
const LEGEND = 210;
const WIDE = 560;

/** Moves the map so that the places are in view, once per goal. */
export function Viewport({ places, goal }: ViewportProps) {
  const map = useMap();
  const laidOut = useContext(LaidOutContext);
  useEffect(() => {
    const [first] = places;
    if (!laidOut || goal === null || !first || map.getSize().x === 0) return;
    const animate = !prefersStillness();
    if (places.length === 1) {
      const show = () => {
        map.panInside([first.latitude, first.longitude], { padding: [EDGE, EDGE], animate });
      };
      show();
      // The panel of the case opens next to the map, which becomes narrower.
      map.on('resize', show);
      return () => void map.off('resize', show);
    }
    const bounds = L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, longitude]));
    const left = map.getSize().x >= WIDE ? LEGEND : EDGE;
    map.fitBounds(bounds, {
      paddingTopLeft: [left, EDGE],
      paddingBottomRight: [EDGE, EDGE],
      maxZoom: 14,
      animate,
    });
    return;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the goal counts: the places belong to it
  }, [map, goal, laidOut]);
  return null;
}
