import { uniform } from '../../model/sampling/random.ts';
import type { Band } from '../../witness/published/read.ts';

/** A weight's rows: all of them, or four bands where those have more than `elements`. The first rows and the last are always among them. */
export function bandsOf(
  { outputs, inputs, step }: { outputs: number; inputs: number; step: number },
  elements: number,
  seed: number,
): Band[] {
  const count = Math.ceil(elements / inputs / 4 / step) * step;
  if (4 * count >= outputs) return [{ first: 0, count: outputs }];
  const last = Math.floor((outputs - count) / step) * step;
  const inner = [1, 2].map((n) => Math.floor((uniform(seed, n) * last) / step) * step);
  return [...new Set([0, ...inner, last])]
    .toSorted((a, b) => a - b)
    .map((first) => ({ first, count: Math.min(count + (first === last ? step : 0), outputs - first) }));
}

/** The same rows, at most `elements` at a time. */
export function inParts(
  bands: readonly Band[],
  { inputs, step }: { inputs: number; step: number },
  elements: number,
): Band[] {
  const most = Math.max(step, Math.floor(elements / inputs / step) * step);
  return bands.flatMap(({ first, count }) =>
    Array.from({ length: Math.ceil(count / most) }, (_, n) => ({
      first: first + n * most,
      count: Math.min(most, count - n * most),
    })),
  );
}
