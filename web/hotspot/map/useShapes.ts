import { useMemo } from 'react';
import { levelOf } from '../../data/regionCode';
import { countyOutlines, type RegionRecord, regionsBelow } from '../../data/console/regions';
import type { RegionOutline } from '../../data/core/outlines';
import { useRead } from '../../data/hooks/useRead';
import { type Box, boxOf, cellsWithin, type Outline } from '../../map';

/** Cache time: outlines and centre points change only when an administrator changes the region tree. */
const CACHE_MS = 10 * 60_000;

/** The shapes of the areas below a parent. */
export interface Shapes {
  of: ReadonlyMap<string, Outline>;
  /** The initial view of the map; null when unknown. */
  box: Box | null;
  /** Whether the borders are computed from centre points instead of real ones. */
  schematic: boolean;
}

interface Cells {
  regions: RegionRecord[];
  of: Map<string, Outline>;
}

/** County outlines with their names; the query is shared with the desk. */
export const useOutlines = () => useRead(['county_outlines'], countyOutlines);

/** The regions below one, each with its part of the outline; computed once and cached. */
function useCells(code: string | null, outline: Outline | null, ready: boolean) {
  return useRead<Cells>(
    ['area_cells', code, outline !== null],
    async (signal) => {
      const regions = await regionsBelow(code, signal);
      const sites = regions.flatMap(({ code: own, longitude, latitude }) =>
        longitude === null || latitude === null ? [] : [{ code: own, longitude, latitude }],
      );
      return { regions, of: outline ? cellsWithin(outline, sites) : new Map<string, Outline>() };
    },
    { enabled: ready && code !== null, staleTime: CACHE_MS },
  );
}

const boxAround = (outline: Outline): Box | null => boxOf([{ region_code: '', name: '', outline }]);

/** The bounding box that shows a village among its neighbours. */
export function boxAmongNeighbours(outline: Outline): Box | null {
  const box = boxAround(outline);
  if (!box) return null;
  const [siblings, above] = [(box.east - box.west) * 0.6, (box.north - box.south) * 0.6];
  return {
    west: box.west - siblings,
    east: box.east + siblings,
    south: box.south - above,
    north: box.north + above,
  };
}

/** The bounding box of centre points without shapes, with a margin. */
function boxOfMiddles(regions: readonly RegionRecord[]): Box | null {
  return boxOf(
    regions.flatMap(({ code, name, longitude, latitude }) =>
      longitude === null || latitude === null
        ? []
        : [
            {
              region_code: code,
              name,
              outline: { type: 'Point' as const, coordinates: [longitude, latitude] },
            },
          ],
    ),
  );
}

const drawn = (outline: Outline | undefined): Outline | null =>
  outline === undefined || outline.type === 'Point' ? null : outline;

/**
 * The shapes of the areas below a parent; null while they load. Those of counties come with the city's
 * outlines.
 */
export function useShapes(
  parent: string | null,
  outlines: readonly RegionOutline[] | undefined,
): Shapes | null {
  const level = parent === null ? 1 : levelOf(parent);
  const county = level >= 2 && parent ? parent.slice(0, 6) : null;
  const town = level >= 3 && parent ? parent.slice(0, 9) : null;
  const countyShape = useMemo(
    () => drawn(outlines?.find(({ region_code }) => region_code === county)?.outline),
    [outlines, county],
  );
  const towns = useCells(county, countyShape, outlines !== undefined);
  const townShape = drawn(towns.data?.of.get(town ?? ''));
  const villages = useCells(town, townShape, towns.data !== undefined);
  const [townCells, villageCells] = [towns.data, villages.data];

  return useMemo(() => {
    if (outlines === undefined) return null;
    if (county === null) {
      const shapes = outlines.flatMap(({ region_code, outline }) => {
        const shape = drawn(outline);
        return shape ? [[region_code, shape] as const] : [];
      });
      return { of: new Map(shapes), box: boxOf(outlines), schematic: false };
    }
    const cells = town === null ? townCells : villageCells;
    if (cells === undefined) return null;
    const frame = town === null ? countyShape : townShape;
    return {
      of: cells.of,
      box: frame ? boxAround(frame) : boxOfMiddles(cells.regions),
      schematic: cells.of.size > 0,
    };
  }, [outlines, county, town, townCells, villageCells, countyShape, townShape]);
}
