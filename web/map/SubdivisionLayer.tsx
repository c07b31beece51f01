import { useEffect, useMemo } from 'react';
import { cellsWithin, type Site } from './cells';
import L from './leaflet';
import { useMap } from './MapContext';
import { keepApart } from './middles';
import type { Outline } from './outline';

/** A township or village as the ground of a map names it. */
export interface Subdivision extends Site {
  name: string;
}

/** Zoom at which the townships of a county stand apart enough to be named. */
export const TOWNSHIPS_FROM = 9.5;
/** Zoom at which the villages of a township do. */
export const VILLAGES_FROM = 12;

/** Properties of the layer of names on the ground. */
export interface SubdivisionLayerProps {
  parts: readonly Subdivision[];
  /** The outline that they share; without one there are names and no lines. */
  within: Outline | null;
  /** Zoom from which they are shown: from farther away they would only be noise. */
  from: number;
}

/**
 * Townships or villages below the marks: where they lie, by name, with faint lines between them. Nobody has drawn these
 * borders; the lines run half-way between the middles.
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
