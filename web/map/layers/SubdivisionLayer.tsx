import { useMemo } from 'react';
import { Polygon } from 'react-leaflet';
import { cellsWithin, type Site } from '../geometry/cells';
import type { Outline } from '../geometry/outline';
import { positionsOf } from '../geometry/positions';
import { useZoom } from '../view';
import { NameLabels } from './NameLabels';

/** A township or village whose name the map shows. */
export interface Subdivision extends Site {
  name: string;
}

/** Zoom from which the names of a county's townships are far enough apart. */
export const TOWNSHIPS_FROM = 9.5;
/** Zoom from which the names of a township's villages are. */
export const VILLAGES_FROM = 12;

/** Properties of `SubdivisionLayer`. */
export interface SubdivisionLayerProps {
  parts: readonly Subdivision[];
  /** The outline that contains them; without one there are names but no lines. */
  within: Outline | null;
  /** Minimum zoom at which they are shown. */
  from: number;
}

/**
 * Names of townships or villages below the markers, with faint lines between them. No real borders are known;
 * the lines run half-way between the centre points.
 */
export function SubdivisionLayer({ parts, within, from }: SubdivisionLayerProps) {
  const near = useZoom() >= from;
  const cells = useMemo(
    () =>
      within
        ? [...cellsWithin(within, parts)].map(([code, cell]) => ({ code, positions: positionsOf(cell) }))
        : [],
    [within, parts],
  );
  const names = useMemo(
    () => parts.map((part) => ({ ...part, key: part.code, className: 'emap-name emap-part-name' })),
    [parts],
  );
  if (!near) return null;
  return (
    <>
      {cells.map(({ code, positions }) => (
        <Polygon key={code} positions={positions} className="emap-part" interactive={false} weight={1} />
      ))}
      <NameLabels names={names} apart />
    </>
  );
}
