import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Basemap } from './Basemap';
import L from './leaflet';
import './styles/map.css';
import './styles/marks.css';
import { LaidOutContext, MapContext, prefersStillness } from './MapContext';
import { MapControls, type MapControlTexts } from './MapControls';
import { type Box, boxOf, type CountyOutline, middleOf } from './geometry/outline';
import { TileLayers, type Tiles } from './layers/TileLayers';

/** Texts of the map. */
export interface CityMapTexts extends MapControlTexts {
  /** Accessible name of the map, with instructions for moving it. */
  label: string;
  /** Note about what the outlines are and are not. */
  notice: string;
}

/** Properties of `CityMap`. */
export interface CityMapProps {
  outlines: readonly CountyOutline[];
  texts: CityMapTexts;
  /** Code of the county that the map first shows and highlights; null shows the whole city. */
  focus?: string | null;
  /** The first view instead of the focus; a new object moves the map there, so keep it the same object. */
  home?: Box | null;
  theme?: 'light' | 'dark';
  /** Tile layers that the user may switch on. */
  tiles?: Tiles | undefined;
  /** Layers: `CaseLayer`, `OrganisationLayer`, `Viewport` … */
  children?: ReactNode;
  /** Called once with the map, for a caller's own handlers (a picker's taps, a test's probe). */
  onReady?: (map: L.Map) => void;
  /** Called for a click outside every marker. */
  onBlank?: () => void;
}

/** Without streets there is nothing to see at a higher zoom; markers that still share a point fan out. */
const DEEPEST_ZOOM = 15;

function leafletBounds(outlines: readonly CountyOutline[]): L.LatLngBounds | null {
  const box = boxOf(outlines);
  return box && L.latLngBounds([box.south, box.west], [box.north, box.east]);
}

/** The base map: vector counties, names, zoom buttons, scale; layers are its children. */
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
      // A view before the outlines arrive, so that layers can convert to pixels at once.
      center: [25.1, 117],
      zoom: 8,
    });
    // Names are above the counties and lines, below the markers.
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
  // The city to which the map has been fitted; without outlines there is nothing to wait for.
  const [fittedTo, setFittedTo] = useState<L.LatLngBounds | null>(null);
  const home = useMemo(() => {
    if (wanted) return L.latLngBounds([wanted.south, wanted.west], [wanted.north, wanted.east]);
    const here = outlines.filter(({ region_code }) => region_code === focus);
    return leafletBounds(here.length ? here : outlines);
  }, [outlines, focus, wanted]);

  // Corner and zoom of the initial view, to detect whether the user has moved it.
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
