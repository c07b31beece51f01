import { createElementObject, createLayerComponent, type LayerProps } from '@react-leaflet/core';
import type { Painting } from '../drawing/paint';
import L from '../leaflet';

/** Margin painted beyond each edge, as a share of the view, so that dragging shows no empty border. */
const MARGIN = 0.2;

const PANE = 'sheets';

/** Properties of `CanvasLayer`. */
export interface CanvasLayerProps extends LayerProps {
  /** Paints everything; another function repaints. */
  paint: (painting: Painting) => void;
}

/** The canvas as a layer of Leaflet. */
class Sheet extends L.Layer {
  private readonly canvas = document.createElement('canvas');
  private map: L.Map | null = null;

  constructor(private paint: CanvasLayerProps['paint']) {
    super();
    this.canvas.className = 'emap-canvas leaflet-zoom-hide';
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    this.map = map;
    // Above the counties, below their names.
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    pane.style.zIndex = '420';
    pane.style.pointerEvents = 'none';
    pane.append(this.canvas);
    this.draw(map);
    return this;
  }

  override onRemove(): this {
    this.map = null;
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    const draw = () => this.map && this.draw(this.map);
    return { moveend: draw, zoomend: draw, resize: draw };
  }

  /** Paints by another function. */
  repaint(paint: CanvasLayerProps['paint']): void {
    this.paint = paint;
    if (this.map) this.draw(this.map);
  }

  private draw(map: L.Map): void {
    const { canvas } = this;
    const size = map.getSize();
    const margin = size.multiplyBy(MARGIN).round();
    const [width, height] = [size.x + 2 * margin.x, size.y + 2 * margin.y];
    if (size.x === 0 || size.y === 0) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    const corner = map.containerPointToLayerPoint([-margin.x, -margin.y]);
    L.DomUtil.setPosition(canvas, corner);
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint({
      context,
      width,
      height,
      zoom: map.getZoom(),
      at: ({ longitude, latitude }) => {
        const point = map.latLngToLayerPoint([latitude, longitude]);
        return { x: point.x - corner.x, y: point.y - corner.y };
      },
    });
  }
}

/**
 * A canvas over the map that is repainted after each move. It needs no accessible text: list and table next
 * to the map show the same numbers.
 */
export const CanvasLayer = createLayerComponent<Sheet, CanvasLayerProps>(
  ({ paint }, context) => createElementObject(new Sheet(paint), context),
  (sheet, { paint }, before) => {
    if (paint !== before.paint) sheet.repaint(paint);
  },
);
