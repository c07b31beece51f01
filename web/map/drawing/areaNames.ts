import { AREA_SIGNS, type MapArea, namePlace } from './areas';
import L from '../leaflet';

/** The label of an area: name, count and symbols. */
function nameElement({ name, figure, marks }: MapArea): HTMLElement {
  const element = document.createElement('span');
  const part = (className: string, text: string) => {
    const line = document.createElement('span');
    line.className = className;
    line.textContent = text;
    element.append(line);
  };
  part('emap-area-title', name);
  if (figure) part('emap-area-figure', figure);
  for (const { mark, word } of marks) part(`emap-area-mark emap-area-${mark}`, `${AREA_SIGNS[mark]} ${word}`);
  return element;
}

/**
 * Labels in the middle of their areas; where two would overlap, the one with less weight is hidden until the
 * user zooms in.
 */
export class AreaNames {
  private readonly markers = new Map<string, { marker: L.Marker; drawn: string; weight: number }>();

  constructor(private readonly map: L.Map) {
    map.on('zoomend resize', this.arrange);
  }

  /** Shows the labels of exactly these areas. */
  show(areas: readonly MapArea[]): void {
    const gone = new Set(this.markers.keys());
    for (const area of areas) {
      const place = namePlace(area);
      if (!place) continue;
      gone.delete(area.code);
      const drawn = JSON.stringify([area.name, area.figure, area.marks, place]);
      const known = this.markers.get(area.code);
      if (known?.drawn === drawn) {
        known.weight = area.weight;
        continue;
      }
      known?.marker.remove();
      const icon = L.divIcon({ className: 'emap-area-name', html: nameElement(area), iconSize: [0, 0] });
      const marker = L.marker([place.latitude, place.longitude], {
        interactive: false,
        keyboard: false,
        pane: 'names',
        icon,
      }).addTo(this.map);
      marker.getElement()?.setAttribute('aria-hidden', 'true');
      this.markers.set(area.code, { marker, drawn, weight: area.weight });
    }
    for (const code of gone) {
      this.markers.get(code)?.marker.remove();
      this.markers.delete(code);
    }
    this.arrange();
  }

  remove(): void {
    this.map.off('zoomend resize', this.arrange);
    for (const { marker } of this.markers.values()) marker.remove();
    this.markers.clear();
  }

  private readonly arrange = () => {
    const taken: DOMRect[] = [];
    const order = [...this.markers.values()].sort((a, b) => b.weight - a.weight);
    // All are laid out before any is measured, so that the browser computes the layout only once.
    for (const { marker } of order) marker.getElement()?.classList.remove('emap-covered');
    for (const { marker } of order) {
      const text = marker.getElement()?.firstElementChild;
      if (!text) continue;
      const box = text.getBoundingClientRect();
      const covered = taken.some(
        (other) =>
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom,
      );
      if (!covered) taken.push(box);
      else marker.getElement()?.classList.add('emap-covered');
    }
  };
}
