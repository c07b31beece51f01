import { ask } from '../core/changes';
import type { RowOf } from '../core/columns';
import { ApiError } from '../core/errors';
import { queryOfCall, rowsOf } from '../core/read';
import type { Args, Known, Row } from '../core/types';
import { CASE } from './cases';

/**
 * What the hotspot map counts; days are inclusive and of the city's time zone, a first-level type includes its
 * second-level types. An omitted filter does not restrict.
 */
export type HotspotFilter = Pick<
  Args<'map_areas'>,
  'from_on' | 'to_on' | 'type_codes' | 'grades' | 'channels' | 'statuses'
>;

/**
 * One row of `map_areas`: an active region with its cases, or, under the parent's code, the cases located only at the
 * parent's level. The previous count is null without a first day, the expected one when it is unknown; rates are per
 * 10,000 inhabitants.
 */
export type AreaCount = Known<
  Row<'map_areas'>,
  | 'longitude'
  | 'latitude'
  | 'position_basis'
  | 'previous_n'
  | 'population'
  | 'population_year'
  | 'rate'
  | 'previous_rate'
  | 'expected'
  | 'hot_p'
  | 'rising_p'
>;

/** One row of `map_months`; the month is its first day. */
export type MonthCount = Known<Row<'map_months'>>;

/** A bounding box, in degrees. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Longitude, latitude, cases, red ones, yellow ones, open ones, key of the cell. */
export type SpotCell = [number, number, number, number, number, number, string];

/** Id, longitude, latitude, grade, stage, basis of the location, whether it waits for somebody. */
export type SpotCase = [string, number, number, string, string, string, boolean];

/** The answer of `map_spots`: single cases where they are few, otherwise cells. */
export interface Spots {
  resolution: 'case' | 'cell' | 'town';
  /** Width of a cell in degrees. */
  cell: number | null;
  total: number;
  truncated: boolean;
  cells: SpotCell[];
  cases: SpotCase[];
}

const below = (parent: string | null) => (parent === null ? {} : { parent_code: parent });

/**
 * The areas directly below one, each with its cases; null begins at the top of the user's scope. Throws
 * ApiError.
 */
export const mapAreas = (
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<AreaCount[]> => ask('map_areas', { ...below(parent), ...filter }, signal);

/** The cases of these areas by month. Throws ApiError. */
export const mapMonths = (
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<MonthCount[]> => ask('map_months', { ...below(parent), ...filter }, signal);

/** The locations of the cases in a part of the map. Throws ApiError. */
export async function mapSpots(
  bounds: Bounds,
  zoom: number,
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<Spots> {
  const args = { ...bounds, zoom: Math.round(zoom), ...below(parent), ...filter };
  const [answer] = await ask<'map_spots', Spots>('map_spots', args, signal);
  if (!answer) throw new ApiError({ status: 500, code: 'server' });
  return answer;
}

const SPOT_CASE = CASE.only([
  'id',
  'number',
  'status',
  'grade',
  'channel',
  'type_code',
  'type_name',
  'type_name_en',
  'summary',
  'region_path',
  'created_at',
  'due_at',
  'due_stage',
  'light',
]);

/** A case as the list beside the map shows it. */
export type MapCase = RowOf<typeof SPOT_CASE>;

/** The newest cases in a part of the map. Throws ApiError. */
export const mapCases = (
  bounds: Bounds,
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<MapCase[]> =>
  rowsOf(queryOfCall('map_cases', { ...bounds, ...below(parent), ...filter }, SPOT_CASE), signal);
