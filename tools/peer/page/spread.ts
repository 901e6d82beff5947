import type { Spread } from '../job.ts';

export interface SampleOptions {
  /** Runs before the measured ones: shaders are compiled, buffers pooled. */
  warmUp: number;
  /** Measured runs. */
  most: number;
}

/** Slow adapters get fewer runs than asked for, at least one of each kind. */
const patienceMs = 10_000;

/** Times `run`, over and over. */
export async function sample(run: () => Promise<unknown>, { warmUp, most }: SampleOptions): Promise<Spread> {
  await repeat(run, warmUp);
  return spread(await repeat(run, most));
}

/** @returns milliseconds of each run */
async function repeat(run: () => Promise<unknown>, most: number): Promise<number[]> {
  const times: number[] = [];
  const began = performance.now();
  do {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  } while (times.length < most && performance.now() - began < patienceMs);
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
