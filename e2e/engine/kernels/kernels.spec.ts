import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { stepNames } from '../../../src/vocabulary/program.ts';
import { relativeRmsError } from '../../../src/numerics/compare.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { goldenTolerance } from '../../../tools/lib/compare_goldens.ts';
import { aloneText } from '../../../tools/wgsl/expectations.mjs';
import { combinations, readLibrary } from '../../../tools/wgsl/library.mjs';
import type { WeightChoice } from '../../../src/vocabulary/weight_choice.ts';
import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';
import { goldenFolder, readIds } from '../../tools.ts';

/** Folders of src/kernels whose kernels have checks: a new kernel, or a new folder, is listed nowhere else. */
const kernels = path.join(root, 'src/kernels');
const steps = readdirSync(kernels).filter((folder) => existsSync(path.join(kernels, folder, 'checks.ts')));

for (const step of steps) {
  test(`kernels of ${step} agree with float64, with and without subgroups`, async ({ openChecks }) => {
    test.setTimeout(600_000);
    const page = await openChecks();
    const checks = await page.evaluate((step) => window.kernelChecks.seedsOf(step), step);
    expect(Object.keys(checks)).not.toEqual([]);
    for (const [name, { seeds, seedsWithoutSubgroups }] of Object.entries(checks)) {
      await test.step(name, () => check(page, step, name, seeds));
      if (seedsWithoutSubgroups.length === 0) continue;
      const without = await openChecks('..?without=subgroups');
      await test.step(`${name} without subgroups`, () => check(without, step, name, seedsWithoutSubgroups));
    }
  });
}

async function check(page: Page, step: string, name: string, seeds: readonly number[]): Promise<void> {
  const results = await page.evaluate(([step, name, seeds]) => window.kernelChecks.run(step, name, seeds), [
    step,
    name,
    seeds,
  ] as const);
  expect(results).toHaveLength(seeds.length);
  const worst = results.toSorted((a, b) => b.error / b.bound - a.error / a.bound)[0]!;
  test.info().annotations.push({ type: `worst of ${name}`, description: JSON.stringify(worst) });
  for (const { shape, error, bound } of results) expect.soft(error, `${name}: ${shape}`).toBeLessThanOrEqual(bound);
}

/** A device whose buffers are counted. What other tests leave compiling on theirs is freed only once it is compiled. */
const counted = './?device=counted';

/** The rows of a quantised piece hold a multiple of 256 weights, so only small even rows can be split so finely. */
const splits: [string, WeightChoice][] = [
  ...['tied-f32', 'untied-bf16', 'odd-bf16', 'odd-f16'].map((golden): [string, WeightChoice] => [golden, 'stored']),
  ['tied-f32', '8-bit'],
  ['untied-bf16', '4-bit'],
];

for (const [golden, choice] of splits) {
  test(`${golden}, ${choice}, split to fit small bindings gives the same logits`, async ({ openChecks }) => {
    const page = await openChecks(counted);
    const run = (maxBindingBytes: number) =>
      page.evaluate(([base, choice, bytes, prompt]) => window.kernelChecks.split(base, choice, bytes, prompt), [
        `goldens/${golden}/`,
        choice,
        maxBindingBytes,
        [3, 1, 4, 1, 5, 9, 2, 6],
      ] as [string, WeightChoice, number, number[]]);
    const whole = await run(2 ** 30);
    const split = await run(4400);
    expect(Math.max(...whole.pieces)).toBe(1);
    expect(Math.max(...split.pieces)).toBeGreaterThan(7);
    // Keys and values of its three key heads take 4,096 bytes each.
    expect([whole.cachePieces, split.cachePieces]).toEqual([1, golden === 'untied-bf16' ? 3 : 1]);
    expect(split.logits).toEqual(whole.logits);
    expect(split.hash).toBe(whole.hash);
    // Other pieces have other workgroups, so their sums round differently.
    expect(split.error === null).toBe(choice === 'stored');
    expect(split.error?.overall ?? 0).toBeCloseTo(whole.error?.overall ?? 0, 6);
    expect([whole.buffersLeft, split.buffersLeft]).toEqual([0, 0]);
  });
}

test('every kernel with every mistake of the catalogue is text that the compiler takes', async ({ openChecks }) => {
  const page = await openChecks();
  const { taken, left, refused } = await page.evaluate(() => window.kernelChecks.compileFaults());
  expect(refused).toEqual([]);
  // Without f16 and subgroup matrices their kernels are left out.
  console.log(`  ${taken} texts, ${left} left out`);
  // A text that several passes share counts once: 186 in all, 8 of them with matrices.
  expect(taken + left).toBeGreaterThan(90);
  expect(taken).toBeGreaterThan(left);
});

test('every shared file compiles with nothing but what it needs and stubs of what it expects', async ({
  openChecks,
}) => {
  const library = readLibrary();
  const texts = [...library.shared.values()].flatMap((file) =>
    combinations(library.choices(file)).map((choices) => [file.name, aloneText(library.parts(file, choices))] as const),
  );
  const page = await openChecks();
  const { taken, left, refused } = await page.evaluate((texts) => window.kernelChecks.compile(texts), texts);
  expect(refused).toEqual([]);
  console.log(`  ${taken} texts, ${left} left out`);
  expect(taken).toBeGreaterThan(25);
});

test('100 switches of the program in one answer change no token and leave no buffer', async ({ openChecks }) => {
  const page = await openChecks(counted);
  const { ids, switches, buffers, measured } = await page.evaluate(() =>
    window.kernelChecks.switching('goldens/tied-f32/', 110),
  );
  expect(switches).toBeGreaterThanOrEqual(100);
  expect(ids.switched).toEqual(ids.plain);
  expect(ids.timed).toEqual(ids.plain.slice(0, ids.timed.length));
  expect(buffers.after).toBe(buffers.before);
  expect(buffers.left).toBe(0);
  // While steps are timed, both programs take turns. The fused program runs rope inside attention.
  const samples = measured.flatMap(({ sample }) => (sample ? [sample] : []));
  expect(new Set(samples.map(({ set }) => set))).toEqual(new Set(['reference', 'fused']));
  for (const { set, ns, fusions, cpuSampleNs } of samples) {
    expect(fusions.ropeAttention).toBe(set === 'fused');
    expect('rope' in ns).toBe(set === 'reference');
    expect('sample' in ns).toBe(set === 'fused');
    expect(cpuSampleNs === null).toBe(set === 'fused');
    expect(ns.qkv! + ns.logits!).toBeGreaterThan(0);
  }
});

test('every step alone and 20 mixtures of steps give the same ids, fused or not', async ({ openChecks }) => {
  const golden = path.join(goldenFolder('odd-bf16'), 'goldens.safetensors');
  const [tokens, generated] = [await readIds(golden, 'tokens'), await readIds(golden, 'generated')];
  const page = await openChecks();
  const runs = await page.evaluate(
    ([tokens, count]) => window.kernelChecks.programs('goldens/odd-bf16/', tokens, count, 20),
    [tokens, generated.length] as const,
  );
  expect(runs).toHaveLength(stepNames.length + 20);
  for (const { fused, ids } of runs) expect(ids, fused).toEqual(generated);
});

/** CONTEXTS=all npm run e2e -- e2e/engine/kernels/kernels.spec.ts: to 4,096 tokens and chunks of 512, which takes minutes without a GPU. */
const long = process.env.CONTEXTS === 'all';
const lengths = [1, 2, 31, 32, 33, 127, 128, 129, ...(long ? [1000, 4096] : [])];

test(`fused and reference give the same logits at contexts to ${lengths.at(-1)}`, async ({ openChecks }) => {
  test.setTimeout(1_200_000);
  const page = await openChecks();
  const runs = await page.evaluate(
    (lengths) => window.kernelChecks.contexts('goldens/tied-f32/', lengths, 512),
    lengths,
  );
  expect(runs).toHaveLength(lengths.length);
  for (const { context, error } of runs) {
    console.log(`  ${context} tokens: ${error.toExponential(1)}`);
    expect(error, `${context} tokens`).toBeLessThanOrEqual(goldenTolerance);
  }
});

test('a prompt gives the same logits in chunks of any size', async ({ openChecks }) => {
  test.setTimeout(1_200_000);
  const page = await openChecks();
  const [tokens, whole] = long ? ([530, 512] as const) : ([90, 88] as const);
  const read = (chunk: number) =>
    page.evaluate(([tokens, chunk]) => window.kernelChecks.chunked('goldens/odd-bf16/', tokens, chunk), [
      tokens,
      chunk,
    ] as const);
  const expected = await read(whole);
  for (const chunk of [1, 7, 64]) {
    const error = relativeRmsError(await read(chunk), expected);
    console.log(`  chunks of ${chunk}: ${error.toExponential(1)}`);
    expect(error, `${chunk}`).toBeLessThanOrEqual(goldenTolerance);
  }
});

for (const set of ['reference', 'fused'] as const) {
  test(`what tokens tell of themselves by ${set} kernels is what a trace finds`, async ({ openChecks }) => {
    const page = await openChecks();
    const { positions, rows, attention } = await page.evaluate(
      (set) => window.kernelChecks.watched('goldens/odd-bf16/', 16, set),
      set,
    );
    expect(positions).toEqual([0, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    // Fused kernels merge attention inside attn_out.
    const stages = set === 'reference' ? 7 : 6;
    expect(rows).toHaveLength(positions.length * (5 * stages + 1));
    expect(attention).toEqual(positions.map((position) => position % 5));
    for (const { name, watched, traced } of rows) {
      for (const figure of ['rms', 'std', 'absmax'] as const) {
        expect(Math.abs(watched[figure] / traced[figure] - 1), `${name}, ${figure}`).toBeLessThanOrEqual(1e-6);
      }
      expect(Math.abs(watched.mean - traced.mean), `${name}, mean`).toBeLessThanOrEqual(1e-6 * traced.rms);
    }
  });
}
