import { useEffect, useMemo } from 'react';
import { cellsWithin, type Site } from '../geometry/cells';
import L from '../leaflet';
import { useMap } from '../MapContext';
import { keepApart } from '../geometry/middles';
import type { Outline } from '../geometry/outline';

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
  const map = useMap();
  const cells = useMemo(() => (within ? [...cellsWithin(within, parts).values()] : []), [within, parts]);
  useEffect(() => {
    if (parts.length === 0) return;
    const group = L.layerGroup();
    for (const cell of cells)
      L.geoJSON(cell, { interactive: false, style: { className: 'emap-part', weight: 1 } }).addTo(group);
    const names = parts.map(({ name, latitude, longitude }) => {
      const text = document.createElement('span');
      text.textContent = name;
      return L.marker([latitude, longitude], {
        interactive: false,
        keyboard: false,
        pane: 'names',
        icon: L.divIcon({ className: 'emap-name emap-part-name', html: text, iconSize: [0, 0] }),
      }).addTo(group);
    });
    let release: (() => void) | null = null;
    const show = () => {
      const near = map.getZoom() >= from;
      if (near === map.hasLayer(group)) return;
      release?.();
      release = null;
      if (near) {
        group.addTo(map);
        release = keepApart(map, names);
      } else group.remove();
    };
    show();
    map.on('zoomend', show);
    return () => {
      map.off('zoomend', show);
      release?.();
      group.remove();
    };
  }, [map, parts, cells, from]);
  return null;
}
