import type { SamplingSettings } from '../../../src/vocabulary/sampling_settings.ts';
import type { Switching, Turn } from '../../kernels/answers.ts';
import { Random } from '../../../src/kernels/checking/random.ts';
import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';

const random = new Random(1);
const widths = [
  ...Array.from({ length: 24 }, () => random.odd(1, 10 ** random.integer(1, 4))),
  ...Array.from({ length: 2 }, () => 151_936),
];

test('fused sampling chooses as float64 does, except where rounding decides', async ({ openChecks }) => {
  const page = await openChecks();
  const results = await page.evaluate((widths) => window.kernelChecks.samples(widths), widths);
  expect(results).toHaveLength(widths.length);
  for (const { shape, error, bound } of results) expect(error, shape).toBeLessThanOrEqual(bound);
  const samples = results.reduce((sum, result) => sum + result.samples, 0);
  const equal = results.reduce((sum, result) => sum + result.equal, 0);
  test.info().annotations.push({ type: 'equal', description: `${equal} of ${samples}` });
  expect(equal / samples).toBeGreaterThan(0.98);
});

test('fused sampling follows the exact probabilities', async ({ openChecks }) => {
  const page = await openChecks();
  const { chiSquare, freedom } = await page.evaluate(() => window.kernelChecks.distribution(10_000));
  test.info().annotations.push({ type: 'chi-square', description: `${chiSquare} with ${freedom} degrees of freedom` });
  expect(freedom).toBeGreaterThan(15);
  // 99.9 % of all seeds stay below: Wilson and Hilferty's approximation.
  const spread = 2 / (9 * freedom);
  expect(chiSquare).toBeLessThan(freedom * (1 - spread + 3.09 * Math.sqrt(spread)) ** 3);
});

/** Three turns: a new conversation, one that continues it, and one that goes back. */
const turns: Turn[] = [
  { keep: 0, prompt: [3, 1, 4, 1, 5], tokens: 20 },
  { keep: Infinity, prompt: [9, 2, 6], tokens: 10 },
  { keep: 12, prompt: [5, 3, 5], tokens: 20 },
];
const long: Turn[] = [{ keep: 0, prompt: [3, 1, 4, 1, 5], tokens: 50 }];
const plain: SamplingSettings = { temperature: 0.9, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 7 };
const penalised = { ...plain, repetitionPenalty: 1.3 };

// Rounding changes about one sampled token in a million, and none with these seeds.
for (const [name, sampling, asked] of [
  ['at a plain temperature', plain, long],
  ['with every cut', { ...penalised, topK: 40, topP: 0.95, minP: 0.01 }, long],
  ['with a penalty over three turns', penalised, turns],
  ['greedily with a penalty over three turns', { ...penalised, temperature: 0 }, turns],
] as [string, SamplingSettings, Turn[]][]) {
  test(`answers sampled ${name} are the same on the GPU, on the CPU and switching`, async ({ openChecks }) => {
    const page = await openChecks();
    const run = (switching: Switching) =>
      page.evaluate(
        ([sampling, turns, switching]) => window.kernelChecks.turns('goldens/tied-f32/', sampling, turns, switching),
        [sampling, asked, switching] as const,
      );
    const onCpu = await run(0);
    expect(onCpu.map((answer) => answer.length)).toEqual(asked.map(({ tokens }) => tokens));
    expect(await run(Infinity)).toEqual(onCpu);
    expect(await run(3)).toEqual(onCpu);
  });
}
