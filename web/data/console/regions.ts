import { columns, type RowOf } from '../core/columns';
import { type RegionOutline, type RegionShape, withMiddles } from '../core/outlines';
import { read } from '../core/read';

const REGION = columns(
  'regions',
  ['code', 'name', 'level', 'path', 'active'],
  // Residents at the end of a year; null when unknown.
  ['parent_code', 'longitude', 'latitude', 'population', 'population_year'],
);

/** A region of the tree: code, name, level 1–4, full path, centre point. */
export type RegionRecord = RowOf<typeof REGION>;

const OUTLINE = columns('region_outlines', ['region_code', 'outline']).typed<{ outline: RegionShape }>();

/** Number of digits of a region's code at each level. */
export const CODE_LENGTH: Record<number, number> = { 1: 4, 2: 6, 3: 9, 4: 12 };

/** Active regions directly below another; the cities for null. Throws ApiError. */
export const regionsBelow = (parent: string | null, signal: AbortSignal): Promise<RegionRecord[]> =>
  read(
    REGION,
    (all) => {
      const active = all.eq('active', true);
      const below = parent === null ? active.is('parent_code', null) : active.eq('parent_code', parent);
      return below.order('code');
    },
    signal,
  );

/** Active counties, in the order of their codes. Throws ApiError. */
export const counties = (signal: AbortSignal): Promise<RegionRecord[]> =>
  read(REGION, (all) => all.eq('level', 2).eq('active', true).order('code'), signal);

/** Regions by their codes, including inactive ones. Throws ApiError. */
export async function regionsOf(codes: readonly string[], signal: AbortSignal): Promise<RegionRecord[]> {
  if (codes.length === 0) return [];
  return read(REGION, (all) => all.in('code', codes).order('code'), signal);
}

/** County outlines with their names; the centre point of a county without an outline. Throws ApiError. */
export async function countyOutlines(signal: AbortSignal): Promise<RegionOutline[]> {
  const [drawn, named] = await Promise.all([
    read(OUTLINE, (all) => all.order('region_code'), signal),
    read(REGION, (all) => all.lte('level', 2).eq('active', true).order('code'), signal),
  ]);
  const names = new Map(named.map(({ code, name }) => [code, name]));
  return withMiddles(
    drawn.map((row) => ({ ...row, name: names.get(row.region_code) ?? '' })),
    named,
  );
}
