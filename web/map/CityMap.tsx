import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createLeafletContext, LeafletContext } from '@react-leaflet/core';
import { MapContainer, Pane, ScaleControl, useMap } from 'react-leaflet';
import { Basemap } from './Basemap';
import { type CountyOutline, type Box, middleOf } from './geometry/outline';
import { HomeView } from './HomeView';
import { NAMES_PANE } from './layers/NameLabels';
import { TileLayers, type Tiles } from './layers/TileLayers';
import type L from './leaflet';
import type { MapControlTexts } from './MapControls';
import './styles/map.css';
import './styles/marks.css';
import { prefersStillness } from './view';

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
}

/** Without streets there is nothing to see at a higher zoom; markers that still share a point fan out. */
const DEEPEST_ZOOM = 15;

/** The base map: vector counties, names, zoom buttons, scale; layers are its children. */
export function CityMap(props: CityMapProps) {
  const { outlines, texts, focus = null, home = null, theme, tiles, children, onReady } = props;
  const [map, setMap] = useState<L.Map | null>(null);
  const context = useMemo(() => map && createLeafletContext(map), [map]);
  const ready = useRef(onReady);
  ready.current = onReady;
  useEffect(() => {
    if (map) ready.current?.(map);
  }, [map]);

  return (
    <div className="emap" data-theme={theme}>
      <MapContainer
        ref={setMap}
        className="emap-frame"
        zoomControl={false}
        attributionControl={false}
        zoomSnap={0.25}
        zoomDelta={1}
        wheelPxPerZoomLevel={100}
        maxZoom={DEEPEST_ZOOM}
        maxBoundsViscosity={0.9}
        zoomAnimation={!prefersStillness()}
        fadeAnimation={false}
        // A view before the outlines arrive, so that layers can convert to pixels at once.
        center={[25.1, 117]}
        zoom={8}
      >
        {/* Names are above the counties and lines, below the markers. */}
        <Pane name={NAMES_PANE} style={{ zIndex: 450 }} />
        <ScaleControl imperial={false} position="bottomright" maxWidth={90} />
        <ContainerName label={texts.label} />
        <Basemap outlines={outlines} focus={focus} />
      </MapContainer>
      {/* Beside the container, not in it: buttons and legends must not react to the map's keys and clicks. */}
      {context && (
        <LeafletContext value={context}>
          <HomeView outlines={outlines} focus={focus} home={home} texts={texts}>
            {children}
            {tiles && <TileLayers {...tiles} />}
          </HomeView>
        </LeafletContext>
      )}
      {outlines.some(({ outline }) => middleOf(outline) === null) && (
        <p className="emap-notice">{texts.notice}</p>
      )}
    </div>
  );
}

/** Names the map's element, which `MapContainer` creates without attributes. */
function ContainerName({ label }: { label: string }) {
  const container = useMap().getContainer();
  useEffect(() => {
    container.setAttribute('role', 'application');
    container.setAttribute('aria-label', label);
  }, [container, label]);
  return null;
}
