/** Colours of the light or dark theme. */
export type Mode = 'light' | 'dark';

/**
 * From few to many: one warm scale whose lightness only falls (in the dark theme only rises), so that it is
 * readable without colour vision.
 */
export const SEQUENTIAL: Record<Mode, readonly string[]> = {
  light: ['#fbe8cc', '#f4c583', '#e2914d', '#bb5f22', '#843a12'],
  dark: ['#38291a', '#67421b', '#a1631f', '#d9983d', '#ffe0a3'],
};

/** From falling to rising: blue against orange, which every kind of colour vision can tell apart. */
export const DIVERGING: Record<Mode, readonly string[]> = {
  light: ['#1c5a94', '#669fcc', '#bfd8ea', '#f0eee8', '#f6cda5', '#dd8540', '#9c450d'],
  dark: ['#97ccf8', '#4e8cc2', '#2b4d6c', '#243133', '#6a4420', '#bb7530', '#ffbf69'],
};

/** Colour of an area without cases, and of one without a value. */
export const NOTHING: Record<Mode, string> = { light: '#fbf9f4', dark: '#162325' };
export const UNKNOWN: Record<Mode, string> = { light: '#d9d8d2', dark: '#46514f' };

/** Rounded down to two significant digits, for a readable legend: 13 instead of 13.37. */
function rounded(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  // Rounded first, because 0.3 / 0.1 is not quite 3.
  return Number((Math.floor(Number((value / unit).toPrecision(12))) * unit).toPrecision(2));
}

/**
 * Lower bounds of the classes, in rising order: equal shares (quantiles) of the areas with cases, so that one
 * very large area does not make all others look alike. Fewer classes when there are few values.
 */
export function breaksOf(values: readonly number[], classes = 5): number[] {
  const some = values.filter((value) => value > 0).sort((a, b) => a - b);
  const count = Math.min(classes, new Set(some).size);
  const starts = Array.from({ length: count }, (_, index) =>
    rounded(some[Math.floor((index * some.length) / count)] ?? 1),
  );
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** The class of a value: the last one whose lower bound it reaches; -1 for none. */
export function classOf(value: number, breaks: readonly number[]): number {
  if (value <= 0) return -1;
  return Math.max(
    0,
    breaks.findLastIndex((start) => start <= value),
  );
}

/** Colours for some classes, spread over the whole scale. */
export function coloursFor(classes: number, mode: Mode): string[] {
  const row = SEQUENTIAL[mode];
  const last = row.length - 1;
  const at =
    classes <= 1 ? [2] : Array.from({ length: classes }, (_, index) => (index * last) / (classes - 1));
  return at.flatMap((share) => row[Math.round(share)] ?? []);
}

/** The bounds of the diverging classes, as relative changes. */
export const CHANGE_STEPS = [-0.5, -0.25, -0.1, 0.1, 0.25, 0.5] as const;

/** With fewer cases than this in both periods together there is no trend. */
export const TOO_FEW = 5;

/** The relative change; from zero to something counts as the doubling of one. */
export function changeOf(n: number, previous: number): number;
export function changeOf(n: number, previous: number | null): number | null;
export function changeOf(n: number, previous: number | null): number | null {
  if (previous === null) return null;
  return previous === 0 ? n : (n - previous) / previous;
}

/** The class of a change, 3 in the middle; null when there is nothing or too little to compare. */
export function changeClass(n: number, previous: number | null): number | null {
  const change = changeOf(n, previous);
  if (change === null || n + (previous ?? 0) < TOO_FEW) return null;
  return CHANGE_STEPS.filter((step) => change > step || (step < 0 && change === step)).length;
}
