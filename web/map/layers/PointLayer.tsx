import '../styles/picking.css';
import { useEffect, useRef } from 'react';
import type { MapCase } from '../drawing/caseMarks';
import L from '../leaflet';
import { useMap } from '../MapContext';
import { gradeOf } from '../drawing/marks';
import { drawPoints, type DrawnPoint } from '../drawing/pointDrawing';
import { nearestPoint, PointGrid } from '../geometry/pointGrid';
import { toSpot, type Spot } from '../geometry/projection';

/** Properties of `PointLayer`. */
export interface PointLayerProps {
  cases: readonly MapCase[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** Called for a click with Ctrl or ⌘. */
  onToggle?: (id: string) => void;
  quiet?: boolean;
  /** The colours come from CSS, so a change of theme redraws the canvas. */
  theme: string;
}

/** From this number on, markers are points on one canvas instead of elements. */
const MANY = 300;

/** Whether there are too many cases for one element each. */
export const isMany = (cases: readonly unknown[]): boolean => cases.length > MANY;

/** Margin drawn beyond each edge of the view, as a share of it, so that dragging shows no empty border. */
const MARGIN = 0.5;
/** Distance in pixels up to which a click counts as one on a point. */
const REACH = 14;

/**
 * Thousands of cases on one canvas. It moves with the map like a picture and is redrawn when the map stops
 * elsewhere, so dragging costs the same for one point and for ten thousand. Users who cannot use a pointer
 * find every case in the list.
 */
export function PointLayer({ cases, selected, onSelect, onToggle, quiet = false, theme }: PointLayerProps) {
  const map = useMap();
  const act = useRef({ onSelect, onToggle });
  act.current = { onSelect, onToggle };
  const redraw = useRef<() => void>(() => undefined);
  const shown = useRef({ cases, selected, quiet });
  shown.current = { cases, selected, quiet };

  useEffect(() => {
    const canvas = L.DomUtil.create('canvas', 'emap-points leaflet-zoom-animated', map.getPane('markerPane'));
    canvas.setAttribute('aria-hidden', 'true');
    let grid = new PointGrid<DrawnPoint>([]);
    let corner: Spot = { x: 0, y: 0 };
    let zoom = map.getZoom();
    let centre = map.getCenter();

    const draw = () => {
      const size = map.getSize();
      if (size.x === 0) return;
      const [width, height] = [size.x * (1 + 2 * MARGIN), size.y * (1 + 2 * MARGIN)];
      zoom = map.getZoom();
      centre = map.getCenter();
      const origin = map.getPixelBounds().min!;
      corner = { x: origin.x - size.x * MARGIN, y: origin.y - size.y * MARGIN };
      const points = shown.current.cases.flatMap((one): DrawnPoint[] => {
        const spot = toSpot(one, zoom);
        const [x, y] = [spot.x - corner.x, spot.y - corner.y];
        if (x < -20 || y < -20 || x > width + 20 || y > height + 20) return [];
        return [
          {
            id: one.id,
            x,
            y,
            grade: gradeOf(one.grade),
            hollow: one.basis === 'region',
            waiting: one.waiting,
            inSelection: one.inSelection ?? false,
            selected: one.id === shown.current.selected,
          },
        ];
      });
      grid = new PointGrid(points);
      drawPoints(canvas, { width, height }, points, shown.current.quiet);
      L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint([-size.x * MARGIN, -size.y * MARGIN]), 1);
    };
    redraw.current = draw;

    const at = (event: L.LeafletMouseEvent): DrawnPoint | null => {
      const origin = map.getPixelBounds().min!;
      const { x, y } = event.containerPoint;
      return nearestPoint(grid, { x: x + origin.x - corner.x, y: y + origin.y - corner.y }, REACH);
    };
    const press = (event: L.LeafletMouseEvent) => {
      const point = at(event);
      if (!point) return;
      L.DomEvent.stop(event.originalEvent);
      const { ctrlKey, metaKey } = event.originalEvent;
      if ((ctrlKey || metaKey) && act.current.onToggle) act.current.onToggle(point.id);
      else act.current.onSelect(point.id);
    };
    const point = (event: L.LeafletMouseEvent) => {
      if (!map.dragging.enabled() || !event.originalEvent.buttons)
        map.getContainer().classList.toggle('emap-on-point', at(event) !== null);
    };
    // The canvas follows the zoom animation.
    const glide = ({ zoom: to, center }: L.ZoomAnimEvent) => {
      const size = map.getSize();
      const scale = map.getZoomScale(to, zoom);
      const origin = map
        .project(center, to)
        .subtract(size.multiplyBy(0.5))
        .add(L.DomUtil.getPosition(map.getPanes().mapPane))
        .round();
      const topLeft = map.project(centre, to).subtract(size.multiplyBy(scale * (0.5 + MARGIN)));
      L.DomUtil.setTransform(canvas, topLeft.subtract(origin), scale);
    };

    // Whether the view has used up this share of the margin.
    const strayed = (share: number) => {
      const origin = map.getPixelBounds().min!;
      const size = map.getSize();
      const [dx, dy] = [origin.x - corner.x - size.x * MARGIN, origin.y - corner.y - size.y * MARGIN];
      return Math.abs(dx) > size.x * MARGIN * share || Math.abs(dy) > size.y * MARGIN * share;
    };
    // Dragged beyond the margin: redraw.
    let asked = 0;
    const follow = () => {
      if (!strayed(0.9)) return;
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(draw);
    };
    // After a short drag the canvas still covers the view, so that the user can continue at once.
    const rest = () => {
      if (map.getZoom() !== zoom || strayed(0.5)) draw();
    };

    map.on('zoomend viewreset resize', draw);
    map.on('moveend', rest);
    map.on('move', follow);
    map.on('zoomanim', glide as L.LeafletEventHandlerFn);
    map.on('click', press);
    map.on('mousemove', point);
    draw();
    return () => {
      cancelAnimationFrame(asked);
      map.off('zoomend viewreset resize', draw);
      map.off('moveend', rest);
      map.off('move', follow);
      map.off('zoomanim', glide as L.LeafletEventHandlerFn);
      map.off('click', press);
      map.off('mousemove', point);
      map.getContainer().classList.remove('emap-on-point');
      canvas.remove();
    };
  }, [map]);

  useEffect(() => redraw.current(), [cases, selected, quiet, theme]);
  return null;
}
