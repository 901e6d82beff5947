import type { Spread } from '../job.ts';

export interface RunCounts {
  /** Runs before the timed ones, in which shaders are compiled and buffers are pooled. */
  warmUp: number;
  timed: number;
}

/** Runs of either kind stop after this time, so that slow adapters make fewer. There is always at least one. */
const maxMs = 10_000;

/** Times `run` repeatedly, after a warm-up. */
export function timeRuns(run: () => Promise<unknown>, counts: RunCounts): Promise<Spread> {
  return spreadOf(async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  }, counts);
}

/** As {@link timeRuns}, of runs that say how many milliseconds they took. */
export async function spreadOf(run: () => Promise<number>, { warmUp, timed }: RunCounts): Promise<Spread> {
  if (warmUp > 0) await repeat(run, warmUp);
  return spread(await repeat(run, timed));
}

/** @returns the milliseconds of each run, of which there are at most `maxRuns` */
async function repeat(run: () => Promise<number>, maxRuns: number): Promise<number[]> {
  const times: number[] = [];
  const began = performance.now();
  do times.push(await run());
  while (times.length < maxRuns && performance.now() - began < maxMs);
  return times;
}

export function spread(times: number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    p90: sorted[Math.ceil(0.9 * sorted.length) - 1]!,
    count: sorted.length,
  };
}
