import { ask, type Args } from '../core/changes';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import type { CaseRecord } from './records';

/**
 * What the hotspot map counts; days are inclusive and of the city's time zone. An omitted filter does not
 * restrict.
 */
export interface HotspotFilter {
  from_on?: string;
  to_on?: string;
  /** A first-level type includes its second-level types. */
  type_codes?: string[];
  grades?: string[];
  channels?: string[];
  statuses?: string[];
}

/**
 * One row of `map_areas`: an active region with its cases, or, under the parent's code, the cases located
 * only at the parent's level.
 */
export interface AreaCount {
  code: string;
  name: string;
  level: number;
  longitude: number | null;
  latitude: number | null;
  position_basis: string | null;
  n: number;
  /** Count of the preceding period of the same length; null without a first day. */
  previous_n: number | null;
  population: number | null;
  population_year: number | null;
  /** Per 10,000 inhabitants. */
  rate: number | null;
  previous_rate: number | null;
  /** Number of cases to expect from the population or from the past; null when unknown. */
  expected: number | null;
  hot: boolean;
  hot_p: number | null;
  rising: boolean;
  rising_p: number | null;
}

/** One row of `map_months`. */
export interface MonthCount {
  code: string;
  /** First day of the month. */
  month: string;
  n: number;
}

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

const FIGURES = ['rate', 'previous_rate', 'expected', 'hot_p', 'rising_p'] as const;

/** `numeric` may arrive as text. */
function withFigures(row: AreaCount): AreaCount {
  const figures = FIGURES.map((name) => [name, row[name] === null ? null : Number(row[name])]);
  return { ...row, ...Object.fromEntries(figures) };
}

const below = (parent: string | null) => (parent === null ? {} : { parent_code: parent });

/**
 * The areas directly below one, each with its cases; null begins at the top of the user's scope. Throws
 * ApiError.
 */
export async function mapAreas(
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<AreaCount[]> {
  const rows = await ask('map_areas', { ...below(parent), ...filter } as Args<'map_areas'>, signal);
  return (rows as AreaCount[]).map(withFigures);
}

/** The cases of these areas by month. Throws ApiError. */
export async function mapMonths(
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<MonthCount[]> {
  const args = { ...below(parent), ...filter } as Args<'map_months'>;
  return (await ask('map_months', args, signal)) as MonthCount[];
}

/** The locations of the cases in a part of the map. Throws ApiError. */
export async function mapSpots(
  bounds: Bounds,
  zoom: number,
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<Spots> {
  const args = { ...bounds, zoom: Math.round(zoom), ...below(parent), ...filter } as Args<'map_spots'>;
  const [answer] = await ask('map_spots', args, signal);
  return answer as unknown as Spots;
}

const CASE_COLUMNS =
  'id,number,status,grade,channel,type_code,type_name,type_name_en,summary,region_path,created_at,due_at,due_stage,light';

/** The newest cases in a part of the map. Throws ApiError. */
export async function mapCases(
  bounds: Bounds,
  parent: string | null,
  filter: HotspotFilter,
  signal: AbortSignal,
): Promise<CaseRecord[]> {
  const { data, error, status } = await supabase
    .rpc('map_cases', { ...bounds, ...below(parent), ...filter })
    .select(CASE_COLUMNS)
    .abortSignal(signal);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as unknown as CaseRecord[]);
}
