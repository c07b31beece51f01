/** One line of a benchmark: a query as a user compared with the same query as the owner. Times in milliseconds. */
export interface Measurement {
  bench: string;
  case: string;
  n: number;
  p50_ms: number;
  p95_ms: number;
  baseline: string;
  baseline_p95_ms: number;
  ratio: number;
  /** Like p95, but only the CPU time of the server process. */
  work_p95_ms?: number;
  /** The largest answer, compressed. */
  max_kilobytes?: number;
  /** For animations: frames per second and the longest time between two frames, also for the baseline. */
  frames_per_second?: number;
  worst_ms?: number;
  baseline_frames_per_second?: number;
  baseline_worst_ms?: number;
  /** Load average of the machine in the last minute. */
  load?: number;
  /** What the works answered, where they are more than differently fast. */
  note?: string;
}

type Work = () => Promise<unknown>;

const WARM = 8;
const RUNS = 40;

/** The time that the given share of the runs did not exceed. */
export const percentile = (times: number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Statistics of the times between frames, compared with those of a baseline. */
export function frameTimes(times: number[], baseline: number[]) {
  const rate = (all: number[]) => rounded((1000 * all.length) / all.reduce((sum, one) => sum + one, 0));
  return {
    p50_ms: rounded(percentile(times, 0.5)),
    p95_ms: rounded(percentile(times, 0.95)),
    baseline_p95_ms: rounded(percentile(baseline, 0.95)),
    ratio: rounded(percentile(times, 0.5) / percentile(baseline, 0.5)),
    frames_per_second: rate(times),
    worst_ms: rounded(Math.max(...times)),
    baseline_frames_per_second: rate(baseline),
    baseline_worst_ms: rounded(Math.max(...baseline)),
  };
}

/** Duration of a work in milliseconds. */
export async function timeOf(work: Work): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Times two works alternately, so that other load on the machine affects both alike. The ratio is that of the
 * medians.
 */
export async function compare(
  of: { bench: string; case: string; n: number; baseline: string },
  work: Work,
  baseline: Work,
): Promise<Measurement> {
  for (let run = 0; run < WARM; run++) {
    await work();
    await baseline();
  }
  const times: number[] = [];
  const baselineTimes: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    times.push(await timeOf(work));
    baselineTimes.push(await timeOf(baseline));
  }
  return {
    ...of,
    p50_ms: rounded(percentile(times, 0.5)),
    p95_ms: rounded(percentile(times, 0.95)),
    baseline_p95_ms: rounded(percentile(baselineTimes, 0.95)),
    ratio: rounded(percentile(times, 0.5) / percentile(baselineTimes, 0.5)),
  };
}
