import { useEffect, useMemo, useRef } from 'react';
import { canSplit, type Cluster } from '../geometry/cluster';
import L from '../leaflet';
import { prefersStillness, useMap, useZoom } from '../MapContext';
import { clusterMark, makePressable, worstGrade } from '../drawing/marks';
import { clusterRadius } from '../drawing/paint';
import { casesIn, type MapSpot, spotClusters } from '../geometry/spots';

/** Properties of `ClusterLayer`. */
export interface ClusterLayerProps<T extends MapSpot> {
  spots: readonly T[];
  /** Whether the spots are single cases; otherwise each groups several that only a higher zoom separates. */
  single: boolean;
  /** The number on a marker, and its accessible name. */
  describe: (n: number) => { figure: string; label: string };
  /** Called when a marker is pressed that no zoom can split. */
  onList: (members: readonly T[]) => void;
}

const worstOf = (members: readonly MapSpot[]) =>
  worstGrade([
    members.some(({ red }) => red > 0) ? 'red' : null,
    members.some(({ yellow }) => yellow > 0) ? 'yellow' : null,
  ]);

/** Clusters of cases: pressing one zooms in on its cases, or lists them when zooming would not split it. */
export function ClusterLayer<T extends MapSpot>({ spots, single, describe, onList }: ClusterLayerProps<T>) {
  const map = useMap();
  const zoom = useZoom();
  const clusters = useMemo(() => spotClusters(spots, zoom), [spots, zoom]);
  const drawn = useRef(new Map<string, { marker: L.Marker; drawing: string }>());

  const open = ({ members }: Cluster<T>) => {
    const deepest = map.getMaxZoom();
    const parts = single ? canSplit(members, deepest) : zoom < deepest;
    if (!parts) return onList(members);
    const bounds = L.latLngBounds(members.map(({ latitude, longitude }) => [latitude, longitude]));
    const fit = members.length > 1 ? map.getBoundsZoom(bounds.pad(0.2)) : 0;
    // Always zooms in noticeably: a press without any change looks broken.
    map.setView(bounds.getCenter(), Math.min(deepest, Math.max(fit, map.getZoom() + 1.5)), {
      animate: !prefersStillness(),
    });
  };

  useEffect(() => {
    const gone = new Set(drawn.current.keys());
    for (const cluster of clusters) {
      gone.delete(cluster.key);
      const n = casesIn(cluster.members);
      // Among hundreds one is always red, so only single cases show their grade.
      const worst = single ? worstOf(cluster.members) : null;
      const { figure, label } = describe(n);
      const size = Math.round(clusterRadius(n) * 2);
      const drawing = `${figure}|${worst}|${size}`;
      const known = drawn.current.get(cluster.key);
      const marker =
        known?.marker ??
        L.marker([cluster.latitude, cluster.longitude], { keyboard: false, riseOnHover: true });
      if (known?.drawing !== drawing) {
        const focused = marker.getElement()?.contains(document.activeElement) ?? false;
        const html = worst ? clusterMark(figure, worst) : `<span class="emap-count">${figure}</span>`;
        const className = `emap-cluster emap-on-${worst ?? 'plain'}`;
        marker.setIcon(L.divIcon({ className, html, iconSize: [size, size] }));
        if (focused) marker.getElement()?.focus({ preventScroll: true });
      }
      marker.setLatLng([cluster.latitude, cluster.longitude]);
      if (!known) marker.addTo(map);
      const press = () => open(cluster);
      marker.off('click').on('click', press);
      makePressable(marker, label, press);
      drawn.current.set(cluster.key, { marker, drawing });
    }
    for (const key of gone) {
      drawn.current.get(key)?.marker.remove();
      drawn.current.delete(key);
    }
  });

  useEffect(() => {
    const marks = drawn.current;
    return () => {
      for (const { marker } of marks.values()) marker.remove();
      marks.clear();
    };
  }, [map]);

  return null;
}
