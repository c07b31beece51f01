export { CityMap, type CityMapProps, type CityMapTexts } from './CityMap';
export { CaseLayer, type CaseLayerProps } from './CaseLayer';
export type { MapCase } from './caseMarks';
export { DragLayer, type DragLayerProps } from './DragLayer';
export { LassoLayer, type LassoLayerProps, type LassoTexts } from './LassoLayer';
export { Legend, type LegendTexts } from './Legend';
export { OrganisationLayer, type MapOrganisation, type OrganisationLayerProps } from './OrganisationLayer';
export type { CountyOutline, Outline } from './outline';
export { currentPlace, type PositionFailure } from './pin';
export { PlaceLayer, type NamedPlace } from './PlaceLayer';
export { isMany, PointLayer, type PointLayerProps } from './PointLayer';
export type { Place } from './projection';
export {
  SubdivisionLayer,
  type Subdivision,
  type SubdivisionLayerProps,
  TOWNSHIPS_FROM,
  VILLAGES_FROM,
} from './SubdivisionLayer';
export type { Tiles } from './TileLayers';
export type { TileSource } from './tiles';
export { Viewport, type ViewportProps } from './Viewport';
export { AreaLayer, type AreaLayerProps } from './AreaLayer';
export { type AreaMark, AREA_SIGNS, inReadingOrder, type MapArea, namePlace } from './areas';
export { CanvasLayer } from './CanvasLayer';
export { cellsWithin, type Site } from './cells';
export { ClusterLayer } from './ClusterLayer';
export { type Box, boxOf } from './outline';
export * from './paint';
export { paintingOf } from './picture';
export { casesIn, type Hexagon, honeycomb, type Honeycomb, type MapSpot, spotClusters } from './spots';
export { type MapView, ViewWatch } from './ViewWatch';
