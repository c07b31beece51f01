export { CityMap, type CityMapProps, type CityMapTexts } from './CityMap';
export { CaseLayer, type CaseLayerProps } from './CaseLayer';
export type { MapCase } from './caseMarks';
export { Legend, type LegendTexts } from './Legend';
export { OrganisationLayer, type MapOrganisation, type OrganisationLayerProps } from './OrganisationLayer';
export type { CountyOutline, Outline } from './outline';
export { PlaceLayer, type NamedPlace } from './PlaceLayer';
export type { Place } from './projection';
export { Viewport, type ViewportProps } from './Viewport';
