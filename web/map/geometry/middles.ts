import L from '../leaflet';

/** Size of a label: pixels per character, and one line. */
const LETTER = 15;
const LINE = 20;

/**
 * Labels of counties without outlines: where they would overlap, the later one is hidden until the user zooms
 * in. Returns a function that stops watching.
 */
export function keepApart(map: L.Map, names: readonly L.Marker[]): () => void {
  const arrange = () => {
    const taken: L.Bounds[] = [];
    for (const name of names) {
      const element = name.getElement();
      if (!element) continue;
      const { x, y } = map.latLngToLayerPoint(name.getLatLng());
      const half = ((element.textContent?.length ?? 0) * LETTER) / 2 + 4;
      const box = L.bounds([x - half, y - 4], [x + half, y + LINE]);
      const hidden = taken.some((other) => other.overlaps(box));
      element.classList.toggle('emap-covered', hidden);
      if (!hidden) taken.push(box);
    }
  };
  arrange();
  map.on('zoomend', arrange);
  return () => void map.off('zoomend', arrange);
}
