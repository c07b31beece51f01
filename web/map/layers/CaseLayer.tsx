import { useEffect, useMemo, useRef, useState } from 'react';
import { caseClusters, type MapCase } from '../drawing/caseMarks';
import { canSplit, type Cluster } from '../geometry/cluster';
import { fill } from '../drawing/fill';
import L from '../leaflet';
import { prefersStillness, useMap, useZoom } from '../MapContext';
import { lightMark } from '../drawing/light';
import { caseMark, clusterMark, gradeOf, makePressable, seenMark, worstGrade } from '../drawing/marks';
import { fanOut } from '../geometry/spread';
import { toPlace, toSpot } from '../geometry/projection';

/** Properties of `CaseLayer`. */
export interface CaseLayerProps {
  cases: readonly MapCase[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** Called for a click with Ctrl or ⌘. */
  onToggle?: (id: string) => void;
  /** Whether the other cases are dimmed, for example while organisations are compared. */
  quiet?: boolean;
  /** `%{count}` cases at one place. */
  texts: { cluster: string };
}

interface Mark {
  key: string;
  latitude: number;
  longitude: number;
  label: string;
  className: string;
  html: string;
  size: number;
  press: (event?: L.LeafletMouseEvent) => void;
}

/**
 * Cases as markers by grade, clustered where they would overlap; pressing a cluster zooms in or fans it out.
 */
export function CaseLayer({ cases, selected, onSelect, onToggle, quiet = false, texts }: CaseLayerProps) {
  const map = useMap();
  const zoom = useZoom();
  const [fanned, setFanned] = useState<string | null>(null);
  const drawn = useRef(new Map<string, { marker: L.Marker; drawing: string }>());
  // A fan stays open when one of its cases is selected, so the selected case is not taken out of it.
  const apart = fanned === null ? selected : null;
  const clusters = useMemo(() => caseClusters(cases, zoom, apart), [cases, zoom, apart]);

  useEffect(() => {
    const fold = () => setFanned(null);
    map.on('click zoomstart', fold);
    return () => void map.off('click zoomstart', fold);
  }, [map]);

  const single = (item: MapCase, place = { longitude: item.longitude, latitude: item.latitude }): Mark => ({
    key: item.id,
    ...place,
    label: item.label,
    className: [
      'emap-case',
      item.id === selected ? 'emap-selected' : '',
      item.waiting ? 'emap-waiting' : '',
      item.inSelection ? 'emap-in-selection' : '',
      quiet && item.id !== selected && !item.inSelection ? 'emap-quiet' : '',
      `emap-on-${gradeOf(item.grade)}`,
    ]
      .filter(Boolean)
      .join(' '),
    html:
      caseMark(gradeOf(item.grade), item.basis === 'region') + lightMark(item.light) + seenMark(item.seen),
    size: 36,
    press: (event) => {
      const { ctrlKey = false, metaKey = false } = event?.originalEvent ?? {};
      if (onToggle && (ctrlKey || metaKey)) onToggle(item.id);
      else onSelect(item.id);
    },
  });

  const open = (cluster: Cluster<MapCase>) => {
    if (!canSplit(cluster.members, map.getMaxZoom())) {
      setFanned(cluster.key);
      return;
    }
    const bounds = L.latLngBounds(cluster.members.map(({ latitude, longitude }) => [latitude, longitude]));
    map.fitBounds(bounds, {
      padding: [64, 64],
      maxZoom: Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds) - 0.5),
      animate: !prefersStillness(),
    });
  };

  const several = (cluster: Cluster<MapCase>): Mark[] => {
    if (cluster.key === fanned) {
      const middle = toSpot(cluster, zoom);
      return fanOut(cluster.members.length, 40).flatMap((offset, index) => {
        const member = cluster.members[index];
        return member
          ? [single(member, toPlace({ x: middle.x + offset.x, y: middle.y + offset.y }, zoom))]
          : [];
      });
    }
    const worst = worstGrade(cluster.members.map(({ grade }) => grade));
    const waiting = cluster.members.some((member) => member.waiting);
    const inSelection = cluster.members.every((member) => member.inSelection);
    return [
      {
        key: cluster.key,
        latitude: cluster.latitude,
        longitude: cluster.longitude,
        label: fill(texts.cluster, { count: cluster.members.length }),
        className: `emap-cluster${waiting ? ' emap-waiting' : ''}${inSelection ? ' emap-in-selection' : ''}${quiet && !inSelection ? ' emap-quiet' : ''} emap-on-${worst}`,
        html: clusterMark(cluster.members.length, worst),
        size: 40,
        press: () => open(cluster),
      },
    ];
  };

  const marks = clusters.flatMap((cluster) => {
    const [only] = cluster.members;
    return cluster.members.length === 1 && only ? [single(only)] : several(cluster);
  });

  // Markers are updated, not rebuilt: a live update must not remove the keyboard focus.
  useEffect(() => {
    const gone = new Set(drawn.current.keys());
    for (const mark of marks) {
      gone.delete(mark.key);
      const drawing = `${mark.className}|${mark.html}|${mark.size}`;
      const known = drawn.current.get(mark.key);
      const marker =
        known?.marker ?? L.marker([mark.latitude, mark.longitude], { keyboard: false, riseOnHover: true });
      if (known?.drawing !== drawing) {
        const focused = marker.getElement()?.contains(document.activeElement) ?? false;
        marker.setIcon(
          L.divIcon({ className: mark.className, html: mark.html, iconSize: [mark.size, mark.size] }),
        );
        marker.setZIndexOffset(mark.className.includes('emap-selected') ? 1000 : 0);
        if (focused) marker.getElement()?.focus({ preventScroll: true });
      }
      marker.setLatLng([mark.latitude, mark.longitude]);
      if (!known) marker.addTo(map);
      marker.off('click').on('click', mark.press);
      makePressable(marker, mark.label, mark.press);
      drawn.current.set(mark.key, { marker, drawing });
    }
    for (const key of gone) {
      drawn.current.get(key)?.marker.remove();
      drawn.current.delete(key);
    }
  });

  useEffect(() => {
    const marksOnMap = drawn.current;
    return () => {
      for (const { marker } of marksOnMap.values()) marker.remove();
      marksOnMap.clear();
    };
  }, [map]);

  return null;
}
