import { useEffect, useRef, useState } from 'react';
import { fill } from '../drawing/fill';
import { useMap } from '../MapContext';
import { layersOf, type TileSource } from '../drawing/tiles';
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
  const map = useMap();
  const [name, setName] = useState(kept);
  const [failed, setFailed] = useState('');
  const [shown, setShown] = useState(false);
  const source = sources.find((one) => one.name === name) ?? null;
  const deepest = useRef(map.getMaxZoom());

  useEffect(() => {
    if (!source) return;
    const frame = map.getContainer().closest<HTMLElement>('.emap');
    const usual = deepest.current;
    let failures = 0;
    let arrived = false;
    const giveUp = () => {
      setFailed(source.name);
      setName('');
    };
    const timer = setTimeout(() => {
      if (!arrived) giveUp();
    }, TIMEOUT_MS);
    const layers = layersOf(source);
    for (const layer of layers) {
      layer.on('tileerror', () => {
        failures += 1;
        if (failures >= MAX_FAILURES) giveUp();
      });
      layer.on('tileload', () => {
        failures = 0;
        if (arrived) return;
        arrived = true;
        setShown(true);
        if (frame) frame.dataset.tiles = 'shown';
        map.setMaxZoom(Math.max(usual, Math.min(source.max_zoom, NEAREST)));
      });
      layer.addTo(map);
    }
    return () => {
      clearTimeout(timer);
      for (const layer of layers) layer.off().remove();
      setShown(false);
      if (frame) delete frame.dataset.tiles;
      // The map may already have been removed.
      if (map.getPane('tilePane')) map.setMaxZoom(usual);
    };
  }, [map, source]);

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
