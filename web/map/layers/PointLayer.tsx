import { createElementObject, createLayerComponent, type LayerProps } from '@react-leaflet/core';
import '../styles/picking.css';
import type { MapCase } from '../drawing/caseMarks';
import { gradeOf } from '../drawing/marks';
import { drawPoints, type DrawnPoint } from '../drawing/pointDrawing';
import { nearestPoint, PointGrid } from '../geometry/pointGrid';
import { toSpot } from '../geometry/projection';
import L from '../leaflet';

/** Properties of `PointLayer`. */
export interface PointLayerProps extends LayerProps {
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
/** Points farther than this beyond the canvas are not drawn. */
const EDGE = 20;

/** The top left corner of the view in pixels of the whole map. */
const originOf = (map: L.Map) => map.getPixelBounds().min ?? L.point(0, 0);

/** The canvas as a layer of Leaflet. */
class PointSheet extends L.Layer {
  private readonly canvas = L.DomUtil.create('canvas', 'emap-points leaflet-zoom-animated');
  private map: L.Map | null = null;
  private grid = new PointGrid<DrawnPoint>([]);
  /** What is drawn: the corner of the canvas in pixels of the whole map, zoom and centre. */
  private corner = L.point(0, 0);
  private zoom = 0;
  private centre = L.latLng(0, 0);
  private asked = 0;

  constructor(private shown: PointLayerProps) {
    super();
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    this.map = map;
    map.getPane('markerPane')?.append(this.canvas);
    this.draw(map);
    return this;
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.asked);
    this.map = null;
    map.getContainer().classList.remove('emap-on-point');
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    const on =
      <E extends L.LeafletEvent>(act: (map: L.Map, event: E) => void): L.LeafletEventHandlerFn =>
      (event) => {
        if (this.map) act(this.map, event as E);
      };
    const draw = on((map) => this.draw(map));
    return {
      zoomend: draw,
      viewreset: draw,
      resize: draw,
      moveend: on((map) => this.rest(map)),
      move: on((map) => this.follow(map)),
      zoomanim: on<L.ZoomAnimEvent>((map, event) => this.glide(map, event)),
      click: on<L.LeafletMouseEvent>((map, event) => this.press(map, event)),
      mousemove: on<L.LeafletMouseEvent>((map, event) => this.point(map, event)),
    };
  }

  /** Takes other properties; only what is visible redraws. */
  show(next: PointLayerProps): void {
    const { cases, selected, quiet, theme } = this.shown;
    this.shown = next;
    const same =
      cases === next.cases && selected === next.selected && quiet === next.quiet && theme === next.theme;
    if (this.map && !same) this.draw(this.map);
  }

  private draw(map: L.Map): void {
    const size = map.getSize();
    if (size.x === 0) return;
    const [width, height] = [size.x * (1 + 2 * MARGIN), size.y * (1 + 2 * MARGIN)];
    this.zoom = map.getZoom();
    this.centre = map.getCenter();
    this.corner = originOf(map).subtract(size.multiplyBy(MARGIN));
    const points = this.pointsWithin(width, height);
    this.grid = new PointGrid(points);
    drawPoints(this.canvas, { width, height }, points, this.shown.quiet ?? false);
    L.DomUtil.setTransform(
      this.canvas,
      map.containerPointToLayerPoint([-size.x * MARGIN, -size.y * MARGIN]),
      1,
    );
  }

  private pointsWithin(width: number, height: number): DrawnPoint[] {
    return this.shown.cases.flatMap((one): DrawnPoint[] => {
      const spot = toSpot(one, this.zoom);
      const [x, y] = [spot.x - this.corner.x, spot.y - this.corner.y];
      if (x < -EDGE || y < -EDGE || x > width + EDGE || y > height + EDGE) return [];
      return [
        {
          id: one.id,
          x,
          y,
          grade: gradeOf(one.grade),
          hollow: one.basis === 'region',
          waiting: one.waiting,
          inSelection: one.inSelection ?? false,
          selected: one.id === this.shown.selected,
        },
      ];
    });
  }

  private pointAt(map: L.Map, { containerPoint }: L.LeafletMouseEvent): DrawnPoint | null {
    return nearestPoint(this.grid, containerPoint.add(originOf(map)).subtract(this.corner), REACH);
  }

  private press(map: L.Map, event: L.LeafletMouseEvent): void {
    const point = this.pointAt(map, event);
    if (!point) return;
    L.DomEvent.stop(event.originalEvent);
    const { ctrlKey, metaKey } = event.originalEvent;
    const { onToggle, onSelect } = this.shown;
    if ((ctrlKey || metaKey) && onToggle) onToggle(point.id);
    else onSelect(point.id);
  }

  private point(map: L.Map, event: L.LeafletMouseEvent): void {
    if (!map.dragging.enabled() || !event.originalEvent.buttons)
      map.getContainer().classList.toggle('emap-on-point', this.pointAt(map, event) !== null);
  }

  /** Follows the zoom animation. */
  private glide(map: L.Map, { zoom: to, center }: L.ZoomAnimEvent): void {
    const size = map.getSize();
    const scale = map.getZoomScale(to, this.zoom);
    const origin = map
      .project(center, to)
      .subtract(size.multiplyBy(0.5))
      .add(L.DomUtil.getPosition(map.getPanes().mapPane))
      .round();
    const topLeft = map.project(this.centre, to).subtract(size.multiplyBy(scale * (0.5 + MARGIN)));
    L.DomUtil.setTransform(this.canvas, topLeft.subtract(origin), scale);
  }

  /** Whether the view has used up this share of the margin. */
  private hasStrayed(map: L.Map, share: number): boolean {
    const margin = map.getSize().multiplyBy(MARGIN);
    const { x, y } = originOf(map).subtract(this.corner).subtract(margin);
    return Math.abs(x) > margin.x * share || Math.abs(y) > margin.y * share;
  }

  /** Dragged beyond the margin: redraws. */
  private follow(map: L.Map): void {
    if (!this.hasStrayed(map, 0.9)) return;
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.draw(map));
  }

  /** After a short drag the canvas still covers the view, so that the user can continue at once. */
  private rest(map: L.Map): void {
    if (map.getZoom() !== this.zoom || this.hasStrayed(map, 0.5)) this.draw(map);
  }
}

/**
 * Thousands of cases on one canvas. It moves with the map like a picture and is redrawn when the map stops
 * elsewhere, so dragging costs the same for one point and for ten thousand. Users who cannot use a pointer
 * find every case in the list.
 */
export const PointLayer = createLayerComponent<PointSheet, PointLayerProps>(
  (props, context) => createElementObject(new PointSheet(props), context),
  (sheet, props) => sheet.show(props),
);
