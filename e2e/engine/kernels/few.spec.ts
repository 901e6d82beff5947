import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';
import type { WeightChoice } from '../../../src/vocabulary/weight_choice.ts';

/** EVERY_TYPE=1 npm run e2e -- e2e/engine/kernels/few.spec.ts: every step fused alone, and all weights. */
const every = process.env.EVERY_TYPE === '1';
const others: [string, WeightChoice, readonly number[], boolean][] = [
  ['untied-bf16', 'stored', [0, 5], false],
  ['tied-f32', '4-bit', [3], true],
  ['tied-f32', '8-bit', [3], true],
  ['odd-bf16', 'stored', [3, 1100], true],
  ['odd-f16', 'stored', [3, 1100], false],
];
const cases: [string, WeightChoice, readonly number[], boolean][] = [
  ['tied-f32', 'stored', [3, 1100], true],
  ...(every ? others : []),
];

for (const [golden, choice, starts, onlyAll] of cases) {
  test(`a few tokens of ${golden}, ${choice}, are to the bit what they are one by one`, async ({ openChecks }) => {
    test.setTimeout(600_000);
    const page = await openChecks();
    const runs = await page.evaluate(
      ([golden, choice, starts, onlyAll]) => window.kernelChecks.few(`goldens/${golden}/`, choice, starts, onlyAll),
      [golden, choice, starts, onlyAll] as const,
    );
    expect(runs.length).toBeGreaterThanOrEqual(3 * starts.length);
    for (const { name, shape, different, values } of runs) {
      expect(shape).toMatch(/^few/);
      expect(values).toBeGreaterThan(0);
      expect.soft(different, name).toBe(0);
    }
  });
}
