/** A fix for an invalid location, as the database proposes it. */
export interface Proposal {
  /**
   * Swap longitude and latitude; use the county in which the point lies; use the centre of the region instead
   * of the point.
   */
  kind: 'swap' | 'county' | 'region';
  longitude: number;
  latitude: number;
  region_code: string;
  /** The region's path from the county down. */
  region: string;
}

/** The proposals in the parameters of a refusal or in a verdict; empty when there are none. */
export const proposalsIn = (params: { proposals?: unknown }): Proposal[] =>
  Array.isArray(params.proposals) ? (params.proposals as Proposal[]) : [];

/** The last part of the region's path, which is enough on a button. */
export const shortName = ({ region }: Proposal): string => region.split(' ').at(-1) ?? region;
