import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Basemap } from './Basemap';
import L from './leaflet';
import './map.css';
import './marks.css';
import { LaidOutContext, MapContext, prefersStillness } from './MapContext';
import { MapControls, type MapControlTexts } from './MapControls';
import { type Box, boxOf, type CountyOutline, middleOf } from './outline';
import { TileLayers, type Tiles } from './TileLayers';

/** What the map itself says. */
export interface CityMapTexts extends MapControlTexts {
  /** Accessible name of the map, with how to move it. */
  label: string;
  /** Small print: what the outlines are and are not. */
  notice: string;
}

/** Properties of the base map. */
export interface CityMapProps {
  outlines: readonly CountyOutline[];
  texts: CityMapTexts;
  /** Code of the county to show at first and to set off from the others; null shows the whole city. */
  focus?: string | null;
  /** What to show at first instead of the focus; another box moves the map there. Keep it the same object. */
  home?: Box | null;
  theme?: 'light' | 'dark';
  /** Tiles that the reader may lay below; none without. */
  tiles?: Tiles | undefined;
  /** Layers: `CaseLayer`, `OrganisationLayer`, `Viewport` … */
  children?: ReactNode;
  /** Called once with the map, for a caller's own needs (a picker's taps, a test's probe). */
  onReady?: (map: L.Map) => void;
  /** A press on the map beside every mark. */
  onBlank?: () => void;
}

/** Deeper than this there is nothing to see without streets; marks still in one spot fan out. */
const DEEPEST_ZOOM = 15;

function leafletBounds(outlines: readonly CountyOutline[]): L.LatLngBounds | null {
  const box = boxOf(outlines);
  return box && L.latLngBounds([box.south, box.west], [box.north, box.east]);
}

/** The base map: vector counties, names, zoom buttons, scale; layers go inside. */
export function CityMap(props: CityMapProps) {
  const { outlines, texts, focus = null, home: wanted = null, theme, tiles, children } = props;
  const { onReady, onBlank } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<L.Map | null>(null);
  const ready = useRef(onReady);
  const blank = useRef(onBlank);
  ready.current = onReady;
  blank.current = onBlank;

  useEffect(() => {
    if (!frame.current) return;
    const created = L.map(frame.current, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 100,
      maxZoom: DEEPEST_ZOOM,
      maxBoundsViscosity: 0.9,
      zoomAnimation: !prefersStillness(),
      fadeAnimation: false,
      // A view before the outlines arrive, so that layers may ask for pixels at once.
      center: [25.1, 117],
      zoom: 8,
    });
    // Names above the counties and the lines, below the marks.
    created.createPane('names').style.zIndex = '450';
    L.control.scale({ imperial: false, position: 'bottomright', maxWidth: 90 }).addTo(created);
    created.on('click', () => blank.current?.());
    setMap(created);
    ready.current?.(created);
    return () => {
      setMap(null);
      created.remove();
    };
  }, []);

  const whole = useMemo(() => leafletBounds(outlines), [outlines]);
  // Which city the map has been fitted to; without outlines there is nothing to wait for.
  const [fittedTo, setFittedTo] = useState<L.LatLngBounds | null>(null);
  const home = useMemo(() => {
    if (wanted) return L.latLngBounds([wanted.south, wanted.west], [wanted.north, wanted.east]);
    const here = outlines.filter(({ region_code }) => region_code === focus);
    return leafletBounds(here.length ? here : outlines);
  }, [outlines, focus, wanted]);

  // The corner and zoom of the view at home: they tell whether somebody has moved it since.
  const rested = useRef<{ corner: L.LatLng; zoom: number } | null>(null);
  const goHome = useCallback(
    (glide: boolean) => {
      if (!map || !home) return;
      map.once('moveend', () => {
        rested.current = { corner: map.containerPointToLatLng([0, 0]), zoom: map.getZoom() };
      });
      map.fitBounds(home, { padding: [18, 18], animate: glide && !prefersStillness() });
    },
    [map, home],
  );

  useEffect(() => {
    if (!map || !whole || !frame.current) return;
    // The frame may be hidden or still without size (a tab on the phone): fit when it first gets one.
    let fitted = false;
    const fit = () => {
      map.invalidateSize({ pan: false });
      const { x, y } = map.getSize();
      if (x === 0 || y === 0) return;
      // The limits come after the view: raising the least zoom first would start a glide that wins over the view.
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
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [map, whole, goHome]);

  return (
    <div className="emap" data-theme={theme}>
      <div ref={frame} className="emap-frame" role="application" aria-label={texts.label} />
      {map && (
        <MapContext.Provider value={map}>
          <Basemap outlines={outlines} focus={focus} />
          <LaidOutContext.Provider value={fittedTo === whole}>{children}</LaidOutContext.Provider>
          {tiles && <TileLayers {...tiles} />}
          <MapControls texts={texts} onWhole={() => goHome(true)} />
        </MapContext.Provider>
      )}
      {outlines.some(({ outline }) => middleOf(outline) === null) && (
        <p className="emap-notice">{texts.notice}</p>
      )}
    </div>
  );
}
