import { useEffect, useMemo, useRef, useState } from 'react';
import { type Bounds, type HotspotFilter, mapSpots, type Spots } from '../../data/console/hotspots';
import { useRead } from '../../data/hooks/useRead';
import type { MapSpot, MapView } from '../../map';
import { COUNTS, KEPT } from '../figures/useCounts';

/** A spot with the bounding box of its cases. */
export interface Spot extends MapSpot {
  bounds: Bounds;
}

/** The spots of a view. */
export interface SpotScene {
  spots: Spot[];
  single: boolean;
  total: number;
  truncated: boolean;
  zoom: number;
}

/** Degrees around a case within which it is searched: about ten metres. */
const AROUND = 1e-4;

const around = (longitude: number, latitude: number, reach: number): Bounds => ({
  west: longitude - reach,
  south: latitude - reach,
  east: longitude + reach,
  north: latitude + reach,
});

/** The bounds of the cell of a key `column:row`. */
function cellBounds(key: string, cell: number, longitude: number, latitude: number): Bounds {
  const [column, row] = key.split(':').map(Number);
  if (column === undefined || row === undefined || Number.isNaN(column) || Number.isNaN(row))
    return around(longitude, latitude, cell);
  return { west: column * cell, south: row * cell, east: (column + 1) * cell, north: (row + 1) * cell };
}

function sceneOf({ resolution, cell, cells, cases, total, truncated }: Spots, zoom: number): SpotScene {
  const single = resolution === 'case';
  const spots = single
    ? cases.map(([id, longitude, latitude, grade]) => ({
        id,
        longitude,
        latitude,
        n: 1,
        red: Number(grade === 'red'),
        yellow: Number(grade === 'yellow'),
        bounds: around(longitude, latitude, AROUND),
      }))
    : cells.map(([longitude, latitude, n, red, yellow, , id]) => ({
        id,
        longitude,
        latitude,
        n,
        red,
        yellow,
        bounds: cellBounds(id, cell ?? AROUND, longitude, latitude),
      }));
  return { spots, single, total, truncated, zoom };
}

/** Never asked for: the request waits for a view. */
const NO_VIEW: MapView = { west: 0, south: 0, east: 0, north: 0, zoom: 0 };

interface Question {
  view: MapView | null;
  moving: boolean;
  parent: string | null;
  filter: HotspotFilter;
}

/** Milliseconds without movement before a request is sent. */
const DEBOUNCE_MS = 200;

/**
 * The value after it has not changed for a moment and the map is not moving; equal content keeps the same
 * object.
 */
function useDebounced<T>(value: T, moving: boolean): T {
  const [debounced, setDebounced] = useState(value);
  const valueKey = JSON.stringify(value);
  useEffect(() => {
    if (moving) return;
    const timer = setTimeout(() => setDebounced(JSON.parse(valueKey) as T), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [valueKey, moving]);
  return debounced;
}

/**
 * The spots of the visible part of the map, requested once the map rests; an outdated request is aborted. The
 * last answer stays until the next.
 */
export function useSpots({ moving, ...question }: Question, wanted: boolean) {
  const { view, parent, filter } = useDebounced(question, moving);
  const read = useRead(
    [COUNTS, 'spots', view, parent, filter],
    (signal) => {
      const { zoom, ...bounds } = view ?? NO_VIEW;
      return mapSpots(bounds, zoom, parent, filter, signal);
    },
    { ...KEPT, enabled: wanted && view !== null },
  );
  const zoom = view?.zoom ?? 0;
  const fresh = useMemo(() => (read.data ? sceneOf(read.data, zoom) : null), [read.data, zoom]);
  const last = useRef(fresh);
  if (fresh) last.current = fresh;
  return { ...read, scene: fresh ?? last.current, old: fresh === null };
}
