import { describe, expect, it } from 'vitest';
import {
  breaksOf,
  changeClass,
  classOf,
  coloursFor,
  DIVERGING,
  type Mode,
  NOTHING,
  SEQUENTIAL,
  UNKNOWN,
} from '../../../web/hotspot/map/scale';

// Everybody must be able to distinguish the colours: lightness changes in one direction, and no type of colour
// blindness confuses the two ends.

type Rgb = [number, number, number];

/** Linear light of a colour. */
function light(hex: string): Rgb {
  const part = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** The colour as seen without red or green cones (Viénot, Brettel and Mollon 1999). */
const SEEN: Record<string, (rgb: Rgb) => Rgb> = {
  everybody: (rgb) => rgb,
  protanopes: ([r, g, b]) => [
    0.11238 * r + 0.88762 * g,
    0.11238 * r + 0.88762 * g,
    0.00401 * r - 0.00401 * g + b,
  ],
  deuteranopes: ([r, g, b]) => [
    0.29275 * r + 0.70725 * g,
    0.29275 * r + 0.70725 * g,
    -0.02234 * r + 0.02234 * g + b,
  ],
};

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** CIE lightness, 0 to 100. */
function lightness(rgb: Rgb): number {
  const y = luminance(rgb);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

/** Difference of two colours in CIE L*a*b*. */
function difference(one: Rgb, other: Rgb): number {
  const lab = ([r, g, b]: Rgb) => {
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(Math.max(0, t)) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

const MODES: Mode[] = ['light', 'dark'];
const CASES = MODES.flatMap((mode) => Object.keys(SEEN).map((eyes) => ({ mode, eyes })));

describe('the colours', () => {
  it.each(CASES)('for few to many change lightness in one direction ($mode, $eyes)', ({ mode, eyes }) => {
    const steps = [NOTHING[mode], ...SEQUENTIAL[mode]].map((hex) => lightness(SEEN[eyes]!(light(hex))));
    const way = mode === 'light' ? -1 : 1;
    for (const [index, step] of steps.entries()) {
      if (index === 0) continue;
      // The first class only has to differ from an area without cases.
      expect(way * (step - steps[index - 1]!)).toBeGreaterThan(index === 1 ? 3.5 : 8);
    }
  });

  it.each(CASES)(
    'for fall and rise are mirrored in lightness and distinguishable ($mode, $eyes)',
    ({ mode, eyes }) => {
      const row = DIVERGING[mode].map((hex) => SEEN[eyes]!(light(hex)));
      const away = mode === 'light' ? -1 : 1;
      for (const side of [
        [3, 2, 1, 0],
        [3, 4, 5, 6],
      ]) {
        const steps = side.map((index) => lightness(row[index]!));
        for (let index = 1; index < 4; index += 1)
          expect(away * (steps[index]! - steps[index - 1]!)).toBeGreaterThan(6);
      }
      for (let step = 0; step < 3; step += 1)
        expect(difference(row[step]!, row[6 - step]!)).toBeGreaterThan(20);
    },
  );

  it.each(MODES)('for an unknown value differ from every class (%s)', (mode) => {
    for (const hex of [...SEQUENTIAL[mode], NOTHING[mode]])
      expect(difference(light(hex), light(UNKNOWN[mode]))).toBeGreaterThan(8);
  });

  it.each(MODES)('use the whole scale even for few classes (%s)', (mode) => {
    const row = SEQUENTIAL[mode];
    expect(coloursFor(2, mode)).toEqual([row[0], row[4]]);
    expect(coloursFor(5, mode)).toEqual(row);
    expect(coloursFor(1, mode)).toEqual([row[2]]);
  });
});

describe('the classes', () => {
  it('contain equal numbers of areas, whatever the maximum is', () => {
    const breaks = breaksOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 5000]);
    expect(breaks).toEqual([1, 3, 5, 7, 9]);
    expect([0, 1, 2, 3, 8, 9, 5000].map((value) => classOf(value, breaks))).toEqual([-1, 0, 0, 1, 3, 4, 4]);
  });

  it('start at round numbers', () => {
    expect(breaksOf([1413, 1476, 1604, 1929, 2214, 2418, 6560])).toEqual([1400, 1600, 2200, 2400]);
    expect(breaksOf([0.3712, 0.5519, 0.91])).toEqual([0.37, 0.55, 0.91]);
  });

  it('are absent without cases, and no more than there are values', () => {
    expect(breaksOf([0, 0])).toEqual([]);
    expect(breaksOf([0, 7, 7])).toEqual([7]);
    expect(classOf(0, [])).toBe(-1);
  });

  it('cover every value, including the smallest', () => {
    for (let turn = 1; turn < 200; turn += 1) {
      const values = Array.from(
        { length: 1 + (turn % 23) },
        (_, index) => ((turn * 37 + index * 91) % 997) / (1 + (turn % 3)),
      );
      const breaks = breaksOf(values);
      expect(breaks).toEqual([...breaks].sort((a, b) => a - b));
      for (const value of values) if (value > 0) expect(breaks[0]).toBeLessThanOrEqual(value);
    }
  });
});

describe('a change', () => {
  it('is one of seven classes, with "stable" in the middle', () => {
    const classes = [0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 30].map((n) => changeClass(n, 10));
    expect(classes).toEqual([0, 0, 1, 1, 1, 2, 3, 3, 3, 4, 5, 6, 6]);
  });

  it('is not shown for very few cases, nor without a preceding period', () => {
    expect(changeClass(3, 1)).toBe(null);
    expect(changeClass(40, null)).toBe(null);
    expect(changeClass(5, 0)).toBe(6);
  });
});
