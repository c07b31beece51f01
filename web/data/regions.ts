import { supabase } from './client';
import { toApiError } from './errors';
import { plainRows } from './plain';

/** A region of the tree: code, name, level 1–4, whole path, middle. */
export interface RegionRecord {
  code: string;
  name: string;
  level: number;
  parent_code: string | null;
  path: string;
  longitude: number | null;
  latitude: number | null;
  active: boolean;
}

/** A county's outline, as the map draws it. */
export interface NamedOutline {
  region_code: string;
  name: string;
  outline:
    { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
}

const COLUMNS = 'code,name,level,parent_code,path,longitude,latitude,active';

/** How many digits a region's code has at each level. */
export const CODE_LENGTH: Record<number, number> = { 1: 4, 2: 6, 3: 9, 4: 12 };

export { levelOf } from './regionCode';

interface Answer {
  data: unknown;
  error: object | null;
  status: number;
}

function rows<Row>({ data, error, status }: Answer): Row[] {
  if (error) throw toApiError({ ...error, status });
  return plainRows(data as Row[]);
}

/** Regions in use directly below another; the cities without one. Throws ApiError. */
export async function regionsBelow(parent: string | null, signal: AbortSignal): Promise<RegionRecord[]> {
  const query = supabase.from('regions').select(COLUMNS).eq('active', true);
  const below = parent === null ? query.is('parent_code', null) : query.eq('parent_code', parent);
  return rows(await below.order('code').abortSignal(signal));
}

/** Counties in use, in the order of their codes. Throws ApiError. */
export async function counties(signal: AbortSignal): Promise<RegionRecord[]> {
  const query = supabase.from('regions').select(COLUMNS).eq('level', 2).eq('active', true);
  return rows(await query.order('code').abortSignal(signal));
}

/** Regions by their codes, those out of use too. Throws ApiError. */
export async function regionsOf(codes: readonly string[], signal: AbortSignal): Promise<RegionRecord[]> {
  if (codes.length === 0) return [];
  return rows(
    await supabase.from('regions').select(COLUMNS).in('code', codes).order('code').abortSignal(signal),
  );
}

/** County outlines with their names. Throws ApiError. */
export async function countyOutlines(signal: AbortSignal): Promise<NamedOutline[]> {
  const [outlines, named] = await Promise.all([
    supabase.from('region_outlines').select('region_code,outline').order('region_code').abortSignal(signal),
    counties(signal),
  ]);
  const names = new Map(named.map(({ code, name }) => [code, name]));
  return rows<NamedOutline>(outlines).map((row) => ({ ...row, name: names.get(row.region_code) ?? '' }));
}
