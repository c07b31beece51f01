import { ask } from '../core/changes';
import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { plainRows } from '../core/plain';
import { parentCode } from '../../domain/regionCode';

/** One row of `region_tree`: a region with its counts. */
export interface RegionNode {
  code: string;
  name: string;
  /** 1 city, 2 county, 3 township, 4 village. */
  level: number;
  active: boolean;
  version: number;
  /** Number of active regions directly below. */
  children: number;
  /** Number of organisations in the whole subtree. */
  organisations: number;
  /** Number of people in the whole subtree; null for users who may not see it. */
  people: number | null;
  longitude: number | null;
  latitude: number | null;
  successor_code: string | null;
  /** Whether the user administers it. */
  can_change: boolean;
}

/** A region as a search or an export lists it. */
export interface RegionLine {
  code: string;
  name: string;
  /** Names below the city: 长汀县 汀州镇. */
  path: string;
  longitude: number | null;
  latitude: number | null;
  active: boolean;
}

/**
 * One row of `api.region_changes`: a merge, split or new code, and how many of its cases have been updated.
 */
export interface RegionChange {
  id: string;
  kind: 'merge' | 'split' | 'recode';
  code: string;
  effective_on: string;
  cases_total: number;
  cases_moved: number;
  finished_at: string | null;
  created_at: string;
}

/** The answer of `merge_regions` and the other functions that change codes. */
export interface RegionProgress {
  id: string;
  code: string;
  cases_total: number;
  cases_moved: number;
  finished: boolean;
}

/** A line of an import: what it would do or did. `line` counts the lines of its request from 1. */
export interface RegionVerdict {
  line: number;
  code: string;
  name: string | null;
  verdict: 'create' | 'rename' | 'move' | 'same' | 'error';
  before: string | null;
  error: string | null;
}

/** The regions one level below a region with their counts; the cities for null. Throws ApiError. */
export async function nodesBelow(
  parent: string | null,
  withRetired: boolean,
  signal?: AbortSignal,
): Promise<RegionNode[]> {
  const args = { ...(parent !== null && { parent_code: parent }), with_retired: withRetired };
  return (await ask('region_tree', args, signal)) as RegionNode[];
}

/** A region with its counts, active or not; null when the code does not exist. Throws ApiError. */
export async function nodeOf(code: string, signal?: AbortSignal): Promise<RegionNode | null> {
  const siblings = await nodesBelow(parentCode(code), true, signal);
  return siblings.find((node) => node.code === code) ?? null;
}

/** The server answers a request with at most this many rows. */
const PAGE = 1000;

/** Maximum number of search results on the screen. */
export const FOUND_LIMIT = 50;

const select = (scope: string) =>
  supabase
    .from('regions')
    .select('code,name,path,longitude,latitude,active')
    // The subtree as a range of codes, so that the index of the primary key is used.
    .gte('code', scope)
    .lt('code', `${scope}~`);

type Query = ReturnType<typeof select>;

async function read<Row>(query: Pick<Query, 'then' | 'abortSignal'>, signal?: AbortSignal): Promise<Row[]> {
  const { data, error, status } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/**
 * Regions of a subtree by the beginning of the code or by words of the path; one row more than shown tells
 * whether there are others.
 */
export function findRegions(
  scope: string,
  typed: string,
  withRetired: boolean,
  signal?: AbortSignal,
): Promise<RegionLine[]> {
  let query = select(scope);
  if (!withRetired) query = query.eq('active', true);
  const text = typed.normalize('NFKC').trim();
  if (/^\d+$/.test(text)) query = query.like('code', `${text.slice(0, 12)}%`);
  else {
    for (const word of text.split(/\s+/u).slice(0, 4))
      query = query.ilike('path', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  }
  const ordered = query.order('level').order('code');
  return read(ordered.limit(FOUND_LIMIT + 1), signal);
}

/** All active regions of a subtree, read page by page. Throws ApiError. */
export async function regionsWithin(scope: string, signal?: AbortSignal): Promise<RegionLine[]> {
  const rows: RegionLine[] = [];
  for (;;) {
    const page = select(scope).eq('active', true).order('code');
    const more = await read<RegionLine>(page.range(rows.length, rows.length + PAGE - 1), signal);
    rows.push(...more);
    if (more.length < PAGE) return rows;
  }
}

/** The latest changes of codes, unfinished ones first; only administrators see any. Throws ApiError. */
export async function regionChanges(limit: number, signal?: AbortSignal): Promise<RegionChange[]> {
  const query = supabase
    .from('region_changes')
    .select('id,kind,code,effective_on,cases_total,cases_moved,finished_at,created_at')
    .order('finished_at', { ascending: false, nullsFirst: true })
    .order('created_at', { ascending: false })
    .limit(limit);
  const { data, error, status } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as RegionChange[]);
}
