import type { MapArea } from '../../map';
import type { Measure } from '../head/address';
import type { Colouring } from './colouring';
import { type AreaFigures, measured, shortName } from '../figures/figures';
import type { FigureWords } from '../figures/useFigureWords';
import type { Shapes } from './useShapes';

/** Smallest and largest radius of a bubble, in pixels. */
const [MIN_RADIUS, MAX_RADIUS] = [7, 26];

/** Weight that puts marked areas before any number of cases. */
const MARKED = 1e9;

/** Counts and shapes as the map draws them. `hint` says what pressing an area does. */
export function mapAreasOf(
  areas: readonly AreaFigures[],
  shapes: Shapes,
  measure: Measure,
  { fillOf }: Colouring,
  figureText: FigureWords,
  hint: (area: AreaFigures) => string,
  comma: string,
): MapArea[] {
  const size = (one: AreaFigures) => (measure === 'rate' ? (measured(one, 'rate') ?? 0) : one.n);
  const most = Math.max(1e-9, ...areas.map(size));
  return areas.map((one) => {
    const lines = figureText.lines(one);
    const marks = figureText.marks(one);
    return {
      code: one.code,
      name: shortName(one.name),
      shape: shapes.of.get(one.code) ?? null,
      place: one.place,
      fill: fillOf(one),
      radius: MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * Math.sqrt(size(one) / most),
      figure: figureText.figure(one, measure),
      label: [one.name, ...lines, hint(one)].join(comma),
      tip: [one.name, ...lines],
      marks,
      weight: one.n + (marks.length > 0 ? MARKED : 0),
    };
  });
}
