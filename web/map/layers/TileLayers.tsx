import { createElementObject, createTileLayerComponent, type LayerProps } from '@react-leaflet/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMap } from 'react-leaflet';
import { fill } from '../drawing/fill';
import { tileLayerOf, type TileSource, urlsOf } from '../drawing/tiles';
import type L from '../leaflet';
import '../styles/tiles.css';

/** The tile layers that a city has configured, and the labels of the switch; `%{name}` is replaced. */
export interface Tiles {
  sources: readonly TileSource[];
  texts: { label: string; vector: string; failed: string; approval: string };
}

/** Milliseconds until a server that has not sent a single tile is given up. */
const TIMEOUT_MS = 8000;

/** Number of failures in a row after which a server is given up. */
const MAX_FAILURES = 12;

/** Maximum zoom on tiles. */
const NEAREST = 18;

/** Storage key of the choice; a browser without storage starts with the vector map. */
const KEY = 'e-mediation.map.tiles';

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function keep(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Without storage the user chooses again next time.
  }
}

/**
 * The switch between our own vector map and tiles. The vectors stay until the first tile has loaded; a
 * failing server is reported and switched off.
 */
export function TileLayers({ sources, texts }: Tiles) {
  const [name, setName] = useState(kept);
  const [failed, setFailed] = useState('');
  const [shown, setShown] = useState(false);
  const source = sources.find((one) => one.name === name) ?? null;
  if (sources.length === 0) return null;
  const choose = (next: string) => {
    setFailed('');
    setName(next);
    keep(next);
  };
  const credits = [
    source?.attribution,
    source?.approval && fill(texts.approval, { number: source.approval }),
  ];
  return (
    <>
      {source && (
        <SourceTiles
          key={source.name}
          source={source}
          onShown={setShown}
          onFail={() => {
            setFailed(source.name);
            setName('');
          }}
        />
      )}
      <details className="emap-tiles">
        <summary>{source ? source.name : texts.vector}</summary>
        <fieldset>
          <legend>{texts.label}</legend>
          {[
            { value: '', label: texts.vector },
            ...sources.map((one) => ({ value: one.name, label: one.name })),
          ].map(({ value, label }) => (
            <label key={value}>
              <input type="radio" checked={(source?.name ?? '') === value} onChange={() => choose(value)} />
              {label}
            </label>
          ))}
        </fieldset>
      </details>
      {failed && (
        <p role="status" className="emap-tiles-failed">
          {fill(texts.failed, { name: failed })}
        </p>
      )}
      {shown && <p className="emap-notice emap-credits">{credits.filter(Boolean).join(' · ')}</p>}
    </>
  );
}

interface SourceTilesProps {
  source: TileSource;
  /** Called with the first tile, and when the tiles go. */
  onShown: (shown: boolean) => void;
  /** Called when the server is given up. */
  onFail: () => void;
}

/** The tiles of one source, from bottom to top: base tiles, names and roads. */
function SourceTiles({ source, onShown, onFail }: SourceTilesProps) {
  const map = useMap();
  const [arrived, setArrived] = useState(false);
  const act = useRef({ onShown, onFail });
  act.current = { onShown, onFail };
  const { max_zoom } = source;

  const failures = useRef(0);
  const handlers = useMemo<L.LeafletEventHandlerFnMap>(
    () => ({
      tileerror: () => {
        failures.current += 1;
        if (failures.current >= MAX_FAILURES) act.current.onFail();
      },
      tileload: () => {
        failures.current = 0;
        setArrived(true);
      },
    }),
    [],
  );
  useEffect(() => {
    if (arrived) return;
    const timer = setTimeout(() => act.current.onFail(), TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, [arrived]);
  useEffect(() => {
    if (!arrived) return;
    const frame = map.getContainer().closest<HTMLElement>('.emap');
    const usual = map.getMaxZoom();
    act.current.onShown(true);
    if (frame) frame.dataset.tiles = 'shown';
    map.setMaxZoom(Math.max(usual, Math.min(max_zoom, NEAREST)));
    return () => {
      act.current.onShown(false);
      if (frame) delete frame.dataset.tiles;
      // The map may already have been removed.
      if (map.getPane('tilePane')) map.setMaxZoom(usual);
    };
  }, [map, arrived, max_zoom]);

  return urlsOf(source).map((url) => (
    <ShiftedTileLayer key={url} url={url} source={source} eventHandlers={handlers} />
  ));
}

interface ShiftedTileLayerProps extends LayerProps {
  url: string;
  source: TileSource;
}

/** A tile layer in the coordinate system of its source. */
const ShiftedTileLayer = createTileLayerComponent<L.TileLayer, ShiftedTileLayerProps>(
  ({ url, source }, context) => createElementObject(tileLayerOf(url, source), context),
);
