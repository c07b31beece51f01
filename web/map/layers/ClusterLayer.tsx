import { useMemo } from 'react';
import { useMap } from 'react-leaflet';
import { clusterMark, worstGrade } from '../drawing/marks';
import { clusterRadius } from '../drawing/paint';
import { canSplit } from '../geometry/cluster';
import { casesIn, type MapSpot, spotClusters } from '../geometry/spots';
import L from '../leaflet';
import { prefersStillness, useZoom } from '../view';
import { MarkButton } from './MarkButton';

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

  const open = (members: readonly T[]) => {
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

  return clusters.map((cluster) => {
    const n = casesIn(cluster.members);
    // Among hundreds one is always red, so only single cases show their grade.
    const worst = single ? worstOf(cluster.members) : null;
    const { figure, label } = describe(n);
    const size = Math.round(clusterRadius(n) * 2);
    return (
      <MarkButton
        key={cluster.key}
        place={cluster}
        label={label}
        className={`emap-cluster emap-on-${worst ?? 'plain'}`}
        html={worst ? clusterMark(figure, worst) : `<span class="emap-count">${figure}</span>`}
        size={[size, size]}
        onPress={() => open(cluster.members)}
      />
    );
  });
}
