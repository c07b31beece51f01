import { type ReactNode, useCallback, useMemo } from 'react';
import { useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RegionOutline } from '../../data/core/outlines';
import { useTiles } from '../../data/hooks/useTiles';
import {
  AreaLayer,
  type Box,
  CanvasLayer,
  CityMap,
  ClusterLayer,
  type MapArea,
  type MapView,
  ViewWatch,
} from '../../map';
import type { Layer } from '../head/address';
import type { LegendContent } from './useLegend';
import { MapLegend } from './MapLegend';
import type { SpotPaint } from './spotPaint';
import type { Spot, SpotScene } from './useSpots';
import type { FigureWords } from '../figures/useFigureWords';

interface HotspotMapProps {
  outlines: readonly RegionOutline[];
  /** The highlighted county. */
  focus: string | null;
  home: Box | null;
  schematic: boolean;
  layer: Layer;
  areas: readonly MapArea[];
  spots: SpotScene | null;
  spotPaint: SpotPaint;
  figureText: FigureWords;
  legend: LegendContent;
  pointed: string | null;
  selected: string | null;
  entry: string | null;
  dim: boolean;
  onPoint: (code: string | null) => void;
  onOpen: (code: string) => void;
  onView: (view: MapView) => void;
  onMove: () => void;
  onList: (spots: readonly Spot[]) => void;
  /** Messages over the map: an error, or that there are no cases. */
  children?: ReactNode;
}

/** The map with one of its layers and their legend. */
export function HotspotMap(props: HotspotMapProps) {
  const { outlines, focus, home, schematic, layer, areas, spots, spotPaint, figureText, legend } = props;
  const { pointed, selected, entry, dim, onPoint, onOpen, onView, onMove, onList, children } = props;
  const translate = useTranslate();
  const mode = useTheme().palette.mode;
  const tiles = useTiles();
  const texts = useMemo(
    () => ({
      label: translate('hotspot.map_label'),
      notice: translate(schematic ? 'hotspot.notice_schematic' : 'map.notice'),
      zoomIn: translate('map.zoom_in'),
      zoomOut: translate('map.zoom_out'),
      whole: translate('map.whole'),
    }),
    [translate, schematic],
  );
  const markWords = useCallback(
    (n: number) => ({ figure: figureText.compact(n), label: translate('hotspot.cluster', { count: n }) }),
    [figureText, translate],
  );
  return (
    <CityMap outlines={outlines} texts={texts} focus={focus} home={home} theme={mode} tiles={tiles}>
      {layer === 'areas' && (
        <AreaLayer
          areas={areas}
          pointed={pointed}
          selected={selected}
          entry={entry}
          dim={dim}
          onPoint={onPoint}
          onOpen={onOpen}
        />
      )}
      {(layer === 'heat' || layer === 'hexagons') && <CanvasLayer paint={spotPaint} />}
      {layer === 'clusters' && spots && (
        <ClusterLayer spots={spots.spots} single={spots.single} describe={markWords} onList={onList} />
      )}
      <ViewWatch onView={onView} onMove={onMove} />
      <MapLegend {...legend} />
      {children}
    </CityMap>
  );
}
