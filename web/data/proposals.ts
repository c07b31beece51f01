/** What may mend a place that cannot be, as the database proposes it. */
export interface Proposal {
  /** The halves the other way round; the county in which the point lies; the middle of the region instead of a point. */
  kind: 'swap' | 'county' | 'region';
  longitude: number;
  latitude: number;
  region_code: string;
  /** Its name from the county down. */
  region: string;
}

/** The proposals in the figures of a refusal or in a verdict; none when there are none. */
export const proposalsIn = (params: { proposals?: unknown }): Proposal[] =>
  Array.isArray(params.proposals) ? (params.proposals as Proposal[]) : [];

/** The last name of its region, which is enough on a button. */
export const shortName = ({ region }: Proposal): string => region.split(' ').at(-1) ?? region;
