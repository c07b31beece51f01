import L from './leaflet';

/** Room that a name takes: so many pixels for each letter, and one line. */
const LETTER = 15;
const LINE = 20;

/** Names of counties without outlines: where they would cover each other the later one is hidden until one zooms in. */
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
