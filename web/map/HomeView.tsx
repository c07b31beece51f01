import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useMap } from 'react-leaflet';
import { type Box, boxOf, type CountyOutline } from './geometry/outline';
import L from './leaflet';
import { MapControls, type MapControlTexts } from './MapControls';
import { LaidOutContext, prefersStillness } from './view';

/** Properties of `HomeView`. */
export interface HomeViewProps {
  outlines: readonly CountyOutline[];
  /** The county that the map first shows; null shows all of them. */
  focus: string | null;
  /** The first view instead of the focus. */
  home: Box | null;
  texts: MapControlTexts;
  /** Layers, which learn from the context when the map has its first view. */
  children: ReactNode;
}

const boundsOf = ({ west, south, east, north }: Box) => L.latLngBounds([south, west], [north, east]);

function outlineBounds(outlines: readonly CountyOutline[]): L.LatLngBounds | null {
  const box = boxOf(outlines);
  return box && boundsOf(box);
}

/** The first view and the limits of the map, and the button that leads back to that view. */
export function HomeView({ outlines, focus, home: wanted, texts, children }: HomeViewProps) {
  const map = useMap();
  const whole = useMemo(() => outlineBounds(outlines), [outlines]);
  // The city to which the map has been fitted; without outlines there is nothing to wait for.
  const [fittedTo, setFittedTo] = useState<L.LatLngBounds | null>(null);
  const home = useMemo(() => {
    if (wanted) return boundsOf(wanted);
    const here = outlines.filter(({ region_code }) => region_code === focus);
    return outlineBounds(here.length ? here : outlines);
  }, [outlines, focus, wanted]);

  // Corner and zoom of the initial view, to detect whether the user has moved it.
  const rested = useRef<{ corner: L.LatLng; zoom: number } | null>(null);
  const goHome = useCallback(
    (glide: boolean) => {
      if (!home) return;
      map.once('moveend', () => {
        rested.current = { corner: map.containerPointToLatLng([0, 0]), zoom: map.getZoom() };
      });
      map.fitBounds(home, { padding: [18, 18], animate: glide && !prefersStillness() });
    },
    [map, home],
  );

  useEffect(() => {
    if (!whole) return;
    // The container may be hidden or without size (a tab on the phone): fit when it first has a size.
    let fitted = false;
    const fit = () => {
      map.invalidateSize({ pan: false });
      const { x, y } = map.getSize();
      if (x === 0 || y === 0) return;
      // The limits are set after the view: raising the minimum zoom first would start an animation that
      // overrides the view.
      map.setMinZoom(0).setMaxBounds(undefined);
      const { corner, zoom } = rested.current ?? {};
      const atHome = corner?.equals(map.containerPointToLatLng([0, 0]), 1e-6) && zoom === map.getZoom();
      if (!fitted || atHome) goHome(false);
      fitted = true;
      setFittedTo(whole);
      map.setMinZoom(Math.floor((map.getBoundsZoom(whole) - 0.75) * 4) / 4);
      map.setMaxBounds(whole.pad(0.4));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(map.getContainer());
    return () => observer.disconnect();
  }, [map, whole, goHome]);

  return (
    <>
      <LaidOutContext value={fittedTo === whole}>{children}</LaidOutContext>
      <MapControls texts={texts} onWhole={() => goHome(true)} />
    </>
  );
}
