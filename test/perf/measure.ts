/** One line of a benchmark: a question as somebody, beside the same question as the owner. Times in milliseconds. */
export interface Measurement {
  bench: string;
  case: string;
  n: number;
  p50_ms: number;
  p95_ms: number;
  baseline: string;
  baseline_p95_ms: number;
  ratio: number;
  /** The same as p95, but only what the server's process worked. */
  work_p95_ms?: number;
  /** The largest answer, compressed. */
  max_kilobytes?: number;
}

type Work = () => Promise<unknown>;

const WARM = 8;
const RUNS = 40;

/** The time that a share of the runs did not exceed. */
export const percentile = (times: number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};

/** How long a work takes, in milliseconds. */
export async function timeOf(work: Work): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Times two works turn by turn, so that whatever else the machine does meets both alike. The ratio is of the medians. */
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
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    ...of,
    p50_ms: round(percentile(times, 0.5)),
    p95_ms: round(percentile(times, 0.95)),
    baseline_p95_ms: round(percentile(baselineTimes, 0.95)),
    ratio: round(percentile(times, 0.5) / percentile(baselineTimes, 0.5)),
  };
}
