import type { Measure } from '../head/address';
import { type Figures, measured } from '../figures/figures';
import { breaksOf, changeClass, classOf, coloursFor, DIVERGING, type Mode, NOTHING, UNKNOWN } from './scale';

/** One line of the legend: a colour and its range of values; the last class is open. */
export interface Step {
  fill: string;
  from: number;
  to: number | null;
}

/** The colours for a set of counts. */
export interface Colouring {
  fillOf: (figures: Figures) => string;
  /** The classes of the values; empty for changes, whose bounds are fixed. */
  steps: Step[];
  /** Whether some area has no value. */
  gaps: boolean;
  /** Whether there is a preceding period to compare with. */
  comparable: boolean;
  /** Which symbols the legend explains. */
  hot: boolean;
  rising: boolean;
}

/** Colours of classes computed from all values that are compared, for example those of every month. */
export function classesOf(
  values: readonly number[],
  mode: Mode,
): { steps: Step[]; fill: (n: number) => string } {
  const breaks = breaksOf(values);
  const colours = coloursFor(breaks.length, mode);
  const steps = breaks.map((from, index) => ({
    fill: colours[index] ?? NOTHING[mode],
    from,
    to: breaks[index + 1] ?? null,
  }));
  return { steps, fill: (n) => steps[classOf(n, breaks)]?.fill ?? NOTHING[mode] };
}

/** Colours for some counts. `compared` are all values that share the legend. */
export function colouringOf(
  areas: readonly Figures[],
  measure: Measure,
  mode: Mode,
  compared: readonly number[],
): Colouring {
  const marked = {
    comparable: areas.some(({ previous }) => previous !== null),
    hot: areas.some(({ hot }) => hot),
    rising: areas.some(({ rising }) => rising),
  };
  if (measure === 'change') {
    const fillOf = ({ n, previous }: Figures) => {
      const step = changeClass(n, previous);
      return (step === null ? undefined : DIVERGING[mode][step]) ?? UNKNOWN[mode];
    };
    const gaps = areas.some(({ n, previous }) => changeClass(n, previous) === null);
    return { ...marked, fillOf, steps: [], gaps };
  }
  const { steps, fill } = classesOf(compared, mode);
  const fillOf = (figures: Figures) => {
    const value = measured(figures, measure);
    return value === null ? UNKNOWN[mode] : fill(value);
  };
  return { ...marked, fillOf, steps, gaps: areas.some((one) => measured(one, measure) === null) };
}
