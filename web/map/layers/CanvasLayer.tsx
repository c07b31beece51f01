import { useEffect, useRef } from 'react';
import L from '../leaflet';
import { useMap } from '../MapContext';
import type { Painting } from '../drawing/paint';

/** Margin painted beyond each edge, as a share of the view, so that dragging shows no empty border. */
const MARGIN = 0.2;

const PANE = 'sheets';

/**
 * A canvas over the map that is repainted after each move. It needs no accessible text: list and table next
 * to the map show the same numbers.
 */
export function CanvasLayer({ paint }: { paint: (painting: Painting) => void }) {
  const map = useMap();
  const latest = useRef(paint);
  latest.current = paint;
  const repaint = useRef<() => void>(() => undefined);

  useEffect(() => {
    const sheet = document.createElement('canvas');
    sheet.className = 'emap-canvas leaflet-zoom-hide';
    sheet.setAttribute('aria-hidden', 'true');
    // Above the counties, below their names.
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    pane.style.zIndex = '420';
    pane.style.pointerEvents = 'none';
    pane.append(sheet);
    const draw = () => {
      const size = map.getSize();
      const margin = size.multiplyBy(MARGIN).round();
      const [width, height] = [size.x + 2 * margin.x, size.y + 2 * margin.y];
      if (size.x === 0 || size.y === 0) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      [sheet.width, sheet.height] = [width * ratio, height * ratio];
      [sheet.style.width, sheet.style.height] = [`${width}px`, `${height}px`];
      const corner = map.containerPointToLayerPoint([-margin.x, -margin.y]);
      L.DomUtil.setPosition(sheet, corner);
      const context = sheet.getContext('2d');
      if (!context) return;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      latest.current({
        context,
        width,
        height,
        zoom: map.getZoom(),
        at: ({ longitude, latitude }) => {
          const point = map.latLngToLayerPoint([latitude, longitude]);
          return { x: point.x - corner.x, y: point.y - corner.y };
        },
      });
    };
    repaint.current = draw;
    map.on('moveend zoomend resize', draw);
    draw();
    return () => {
      map.off('moveend zoomend resize', draw);
      repaint.current = () => undefined;
      sheet.remove();
    };
  }, [map]);

  useEffect(() => repaint.current(), [paint]);
  return null;
}
