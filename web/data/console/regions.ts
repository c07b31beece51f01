import { supabase } from '../core/client';
import { toApiError } from '../core/errors';
import { type RegionOutline, withMiddles } from '../core/outlines';
import { plainRows } from '../core/plain';

/** A region of the tree: code, name, level 1–4, full path, centre point. */
export interface RegionRecord {
  code: string;
  name: string;
  level: number;
  parent_code: string | null;
  path: string;
  longitude: number | null;
  latitude: number | null;
  active: boolean;
  /** Residents at the end of a year; null when unknown. */
  population: number | null;
  population_year: number | null;
}

const COLUMNS = 'code,name,level,parent_code,path,longitude,latitude,active,population,population_year';

/** Number of digits of a region's code at each level. */
export const CODE_LENGTH: Record<number, number> = { 1: 4, 2: 6, 3: 9, 4: 12 };

interface Answer {
  data: unknown;
  error: object | null;
  status: number;
}

function rows<Row>({ data, error, status }: Answer): Row[] {
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** Active regions directly below another; the cities for null. Throws ApiError. */
export async function regionsBelow(parent: string | null, signal: AbortSignal): Promise<RegionRecord[]> {
  const query = supabase.from('regions').select(COLUMNS).eq('active', true);
  const below = parent === null ? query.is('parent_code', null) : query.eq('parent_code', parent);
  return rows(await below.order('code').abortSignal(signal));
}

/** Active counties, in the order of their codes. Throws ApiError. */
export async function counties(signal: AbortSignal): Promise<RegionRecord[]> {
  const query = supabase.from('regions').select(COLUMNS).eq('level', 2).eq('active', true);
  return rows(await query.order('code').abortSignal(signal));
}

/** Regions by their codes, including inactive ones. Throws ApiError. */
export async function regionsOf(codes: readonly string[], signal: AbortSignal): Promise<RegionRecord[]> {
  if (codes.length === 0) return [];
  return rows(
    await supabase.from('regions').select(COLUMNS).in('code', codes).order('code').abortSignal(signal),
  );
}

/** County outlines with their names; the centre point of a county without an outline. Throws ApiError. */
export async function countyOutlines(signal: AbortSignal): Promise<RegionOutline[]> {
  const upper = supabase.from('regions').select(COLUMNS).lte('level', 2).eq('active', true);
  const [outlines, regions] = await Promise.all([
    supabase.from('region_outlines').select('region_code,outline').order('region_code').abortSignal(signal),
    upper.order('code').abortSignal(signal),
  ]);
  const named = rows<RegionRecord>(regions);
  const names = new Map(named.map(({ code, name }) => [code, name]));
  const drawn = rows<RegionOutline>(outlines);
  return withMiddles(
    drawn.map((row) => ({ ...row, name: names.get(row.region_code) ?? '' })),
    named,
  );
}
