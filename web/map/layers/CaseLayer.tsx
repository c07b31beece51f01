import { useMemo, useState } from 'react';
import { useMap, useMapEvents } from 'react-leaflet';
import { caseClusters, type MapCase } from '../drawing/caseMarks';
import { fill } from '../drawing/fill';
import { lightMark } from '../drawing/light';
import { caseMark, clusterMark, gradeOf, seenMark, worstGrade } from '../drawing/marks';
import { canSplit, type Cluster } from '../geometry/cluster';
import { type Place, toPlace, toSpot } from '../geometry/projection';
import { fanOut } from '../geometry/spread';
import L from '../leaflet';
import { prefersStillness, useZoom } from '../view';
import { MarkButton } from './MarkButton';

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

/** Distance in pixels between the cases of a fan. */
const FAN_GAP = 40;

/** The cases of a cluster, each at its own place around the cluster's. */
function fanPlaces(cluster: Cluster<MapCase>, zoom: number): { item: MapCase; place: Place }[] {
  const middle = toSpot(cluster, zoom);
  return fanOut(cluster.members.length, FAN_GAP).flatMap(({ x, y }, index) => {
    const item = cluster.members[index];
    return item ? [{ item, place: toPlace({ x: middle.x + x, y: middle.y + y }, zoom) }] : [];
  });
}

/** Moves the map so that a cluster falls apart. */
function zoomInto(map: L.Map, { members }: Cluster<MapCase>): void {
  const bounds = L.latLngBounds(members.map(({ latitude, longitude }) => [latitude, longitude]));
  map.fitBounds(bounds, {
    padding: [64, 64],
    maxZoom: Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds) - 0.5),
    animate: !prefersStillness(),
  });
}

/**
 * Cases as markers by grade, clustered where they would overlap; pressing a cluster zooms in or fans it out.
 */
export function CaseLayer({ cases, selected, onSelect, onToggle, quiet = false, texts }: CaseLayerProps) {
  const map = useMap();
  const zoom = useZoom();
  const [fanned, setFanned] = useState<string | null>(null);
  // A fan stays open when one of its cases is selected, so the selected case is not taken out of it.
  const apart = fanned === null ? selected : null;
  const clusters = useMemo(() => caseClusters(cases, zoom, apart), [cases, zoom, apart]);
  const fold = () => setFanned(null);
  useMapEvents({ click: fold, zoomstart: fold });

  const single = (item: MapCase, place: Place) => (
    <CaseMark
      key={item.id}
      item={item}
      place={place}
      selected={item.id === selected}
      quiet={quiet}
      onPress={(event) => {
        const { ctrlKey = false, metaKey = false } = event?.originalEvent ?? {};
        if (onToggle && (ctrlKey || metaKey)) onToggle(item.id);
        else onSelect(item.id);
      }}
    />
  );
  return clusters.flatMap((cluster) => {
    const [only] = cluster.members;
    if (cluster.members.length === 1 && only) return single(only, cluster.key === only.id ? cluster : only);
    if (cluster.key === fanned) return fanPlaces(cluster, zoom).map(({ item, place }) => single(item, place));
    return (
      <ClusterMark
        key={cluster.key}
        cluster={cluster}
        label={fill(texts.cluster, { count: cluster.members.length })}
        quiet={quiet}
        onPress={() => {
          if (canSplit(cluster.members, map.getMaxZoom())) zoomInto(map, cluster);
          else setFanned(cluster.key);
        }}
      />
    );
  });
}

const joined = (...classes: (string | false | undefined)[]) => classes.filter(Boolean).join(' ');

interface CaseMarkProps {
  item: MapCase;
  place: Place;
  selected: boolean;
  quiet: boolean;
  onPress: (event?: L.LeafletMouseEvent) => void;
}

function CaseMark({ item, place, selected, quiet, onPress }: CaseMarkProps) {
  const { label, waiting, inSelection } = item;
  const grade = gradeOf(item.grade);
  return (
    <MarkButton
      place={place}
      label={label}
      className={joined(
        'emap-case',
        selected && 'emap-selected',
        waiting && 'emap-waiting',
        inSelection && 'emap-in-selection',
        quiet && !selected && !inSelection && 'emap-quiet',
        `emap-on-${grade}`,
      )}
      html={caseMark(grade, item.basis === 'region') + lightMark(item.light) + seenMark(item.seen)}
      size={[36, 36]}
      zIndexOffset={selected ? 1000 : 0}
      onPress={onPress}
    />
  );
}

interface ClusterMarkProps {
  cluster: Cluster<MapCase>;
  label: string;
  quiet: boolean;
  onPress: () => void;
}

function ClusterMark({ cluster, label, quiet, onPress }: ClusterMarkProps) {
  const { members } = cluster;
  const worst = worstGrade(members.map(({ grade }) => grade));
  const inSelection = members.every((member) => member.inSelection);
  return (
    <MarkButton
      place={cluster}
      label={label}
      className={joined(
        'emap-cluster',
        members.some(({ waiting }) => waiting) && 'emap-waiting',
        inSelection && 'emap-in-selection',
        quiet && !inSelection && 'emap-quiet',
        `emap-on-${worst}`,
      )}
      html={clusterMark(members.length, worst)}
      size={[40, 40]}
      onPress={onPress}
    />
  );
}
