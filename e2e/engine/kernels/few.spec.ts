import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';
import type { SamplingSettings } from '../../../src/vocabulary/sampling_settings.ts';
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

/** SPECULATION=1 npm run e2e -- e2e/engine/kernels/few.spec.ts: 200 prompts by five settings, guessed from what they repeat. */
const many = process.env.SPECULATION === '1';
const plain: SamplingSettings = { temperature: 0.7, topK: 20, topP: 0.8, minP: 0, repetitionPenalty: 1, seed: 7 };
const settings: [string, SamplingSettings][] = [
  ['with every cut and a penalty', { ...plain, minP: 0.05, repetitionPenalty: 1.1 }],
  ['greedily', { ...plain, temperature: 0 }],
  ['greedily with a penalty', { ...plain, temperature: 0, repetitionPenalty: 1.1 }],
  ['by top-k and top-p', plain],
  ['by min-p at a low temperature', { ...plain, temperature: 0.3, topK: 0, topP: 1, minP: 0.1 }],
];

test('answers are the same with speculation and without, whatever the sampling', async ({ openChecks }) => {
  test.setTimeout(3_600_000);
  const page = await openChecks();
  const asked = many ? settings : settings.slice(0, 1);
  const runs = await page.evaluate(
    ([samplings, many]) => {
      const prompts = many ? window.kernelChecks.repeatingPrompts(1, 200, 512) : [[3, 1, 4, 1, 5]];
      const tokens = 24;
      const cases = samplings.map((sampling) => {
        return { prompts, tokens, sampling, careless: true, wrongEvery: many ? null : 9 };
      });
      return window.kernelChecks.speculation('goldens/tied-f32/', cases);
    },
    [asked.map(([, sampling]) => sampling), many] as const,
  );
  expect(runs).toHaveLength(asked.length);
  for (const [n, run] of runs.entries()) {
    test.info().annotations.push({ type: asked[n]![0], description: JSON.stringify(run) });
    expect.soft(run.different, `answers that differ, sampled ${asked[n]![0]}`).toBe(0);
    // Guesses of either kind, or nothing was tried.
    expect(run.accepted).toBeGreaterThan(0);
    expect(run.proposed).toBeGreaterThan(run.accepted);
  }
});
