import { useMemo } from 'react';
import { honeycomb, type Painting, paintHeat, paintHexagons } from '../../map';
import type { Layer } from '../head/address';
import { classesOf, type Step } from './colouring';
import { type Mode, SEQUENTIAL } from './scale';
import type { SpotScene } from './useSpots';

/** Paints the spots on the map, or on a picture to save. */
export type SpotPaint = (painting: Painting) => void;

/** Pixels from the centre of a hexagon to its corner: large enough that the server's cells leave no gaps. */
const RADIUS = 36;

/**
 * Radius in pixels in the heat map, for a single case and for a cell of the server, which is about 48 pixels
 * wide.
 */
const GLOW = { case: 34, cell: 64 };

const NO_STEPS: Step[] = [];

/** The paint function of the heat map or hexagons, with the classes of its legend. */
export function useSpotPaint(
  scene: SpotScene | null,
  layer: Layer,
  mode: Mode,
): { paint: SpotPaint; steps: Step[] } {
  return useMemo(() => {
    const spots = scene?.spots ?? [];
    if (layer === 'heat') {
      const reach = scene?.single ? GLOW.case : GLOW.cell;
      return {
        paint: (painting) => paintHeat(painting, spots, SEQUENTIAL[mode], reach),
        steps: NO_STEPS,
      };
    }
    if (layer === 'hexagons') {
      const comb = honeycomb(spots, scene?.zoom ?? 0, RADIUS);
      const { steps, fill } = classesOf(
        comb.hexagons.map(({ n }) => n),
        mode,
      );
      const line = mode === 'light' ? 'rgba(255,253,249,.9)' : 'rgba(11,18,19,.9)';
      return { paint: (painting) => paintHexagons(painting, comb, fill, line), steps };
    }
    return { paint: () => undefined, steps: NO_STEPS };
  }, [scene, layer, mode]);
}
