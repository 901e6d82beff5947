import type { ModelShape } from '../../../src/kernels/checking/check.ts';
import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';

/** EVERY_SEED=1 takes many, and prints the worst trial of every kernel. */
const every = process.env['EVERY_SEED'] !== undefined;

const small: ModelShape = { hidden: 64, heads: 4, kvHeads: 2, headDim: 32, ffn: 192, vocabulary: 512 };
const odd: ModelShape = { hidden: 90, heads: 5, kvHeads: 1, headDim: 32, ffn: 150, vocabulary: 1009 };

test('every kernel alone agrees with float64 on hard inputs', async ({ openChecks }) => {
  test.setTimeout(1_200_000);
  const page = await openChecks();
  const seeds = every ? Array.from({ length: 12 }, (_, n) => 1000 * n) : [7];
  for (const [shape, formats] of [
    [small, ['F16', 'F32']],
    [odd, ['BF16']],
    ...(every ? ([[small, ['Q8', 'Q4_K', 'FP8']]] as const) : []),
  ] as const) {
    const trials = await page.evaluate(([shape, formats, seeds]) => window.kernelChecks.alone(shape, formats, seeds), [
      shape,
      formats,
      seeds,
    ] as const);
    expect(trials.length).toBeGreaterThan(50);
    if (every) {
      const names = new Set(trials.map(({ kernel }) => kernel));
      for (const name of names) {
        const [worst] = trials
          .filter(({ kernel }) => kernel === name)
          .toSorted((a, b) => b.error / b.bound - a.error / a.bound);
        const { error, bound, inputs, seed } = worst!;
        console.log(
          `${name.padEnd(34)} ${(error / bound).toFixed(2)} of ${bound.toExponential(1)}: ${inputs}, seed ${seed}`,
        );
      }
      console.log(trials.length);
    }
    expect.soft(trials.filter(({ bad }) => bad)).toEqual([]);
  }
});
