import { ask } from '../core/changes';
import { columns, type RowOf } from '../core/columns';
import { type Query, queryOf, read, rowsOf } from '../core/read';
import type { Known, Row } from '../core/types';
import { parentCode } from '../../domain/regionCode';

/**
 * One row of `region_tree`: a region with the number of active regions directly below, and of organisations and
 * people in its whole subtree; the people are null for users who may not see them.
 */
export type RegionNode = Known<Row<'region_tree'>, 'people' | 'longitude' | 'latitude' | 'successor_code'>;

const LINE = columns('regions', ['code', 'name', 'path', 'active'], ['longitude', 'latitude']);

/** A region as a search or an export lists it; its path has the names below the city: 长汀县 汀州镇. */
export type RegionLine = RowOf<typeof LINE>;

const CHANGE = columns(
  'region_changes',
  ['id', 'kind', 'code', 'effective_on', 'cases_total', 'cases_moved', 'created_at'],
  ['finished_at'],
).typed<{ kind: 'merge' | 'split' | 'recode' }>();

/**
 * One row of `api.region_changes`: a merge, split or new code, and how many of its cases have been updated.
 */
export type RegionChange = RowOf<typeof CHANGE>;

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
export const nodesBelow = (
  parent: string | null,
  withRetired: boolean,
  signal?: AbortSignal,
): Promise<RegionNode[]> =>
  ask('region_tree', { ...(parent !== null && { parent_code: parent }), with_retired: withRetired }, signal);

/** A region with its counts, active or not; null when the code does not exist. Throws ApiError. */
export async function nodeOf(code: string, signal?: AbortSignal): Promise<RegionNode | null> {
  const siblings = await nodesBelow(parentCode(code), true, signal);
  return siblings.find((node) => node.code === code) ?? null;
}

/** The server answers a request with at most this many rows. */
const PAGE = 1000;

/** Maximum number of search results on the screen. */
export const FOUND_LIMIT = 50;

/** The subtree as a range of codes, so that the index of the primary key is used. */
const within = (query: Query, scope: string) => query.gte('code', scope).lt('code', `${scope}~`);

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
  let query = within(queryOf(LINE), scope);
  if (!withRetired) query = query.eq('active', true);
  const text = typed.normalize('NFKC').trim();
  if (/^\d+$/.test(text)) query = query.like('code', `${text.slice(0, 12)}%`);
  else {
    for (const word of text.split(/\s+/u).slice(0, 4))
      query = query.ilike('path', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  }
  const ordered = query.order('level').order('code');
  return rowsOf(ordered.limit(FOUND_LIMIT + 1), signal);
}

/** All active regions of a subtree, read page by page. Throws ApiError. */
export async function regionsWithin(scope: string, signal?: AbortSignal): Promise<RegionLine[]> {
  const rows: RegionLine[] = [];
  for (;;) {
    const [first, last] = [rows.length, rows.length + PAGE - 1];
    const page = await read(
      LINE,
      (all) => within(all, scope).eq('active', true).order('code').range(first, last),
      signal,
    );
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** The latest changes of codes, unfinished ones first; only administrators see any. Throws ApiError. */
export const regionChanges = (limit: number, signal?: AbortSignal): Promise<RegionChange[]> =>
  read(
    CHANGE,
    (all) =>
      all
        .order('finished_at', { ascending: false, nullsFirst: true })
        .order('created_at', { ascending: false })
        .limit(limit),
    signal,
  );
