import path from 'node:path';
import { root } from '../tools/bootstrap/process.mjs';
import { createAppServer, listen } from '../tools/serve/server.mjs';
import { checkNames, fusedCheckNames, workgroupCheckNames, type CheckName } from './kernels/names.ts';
import { stepNames } from '../src/model/program.ts';
import { expect, test as base } from './test.ts';
import { goldenFolder, readIds } from './trace_tool.ts';

/** The page of kernel checks in place of the app, with the goldens beside it. */
const test = base.extend<object, { appAddress: string }>({
  appAddress: [
    async ({}, use) => {
      const folders = { '/': path.join(root, 'build/kernels'), '/goldens/': path.join(root, 'e2e/goldens') };
      const server = createAppServer({ folders });
      await use(await listen(server, 0));
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
});

/** Random shapes a kernel. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Fused kernels are compiled for the sizes they run at, which takes longer than running them: few, but with every type of
 * weights, rows of whole eights and others. */
const fusedSeeds = [2, 6, 7, 8];

function check(title: string, address: string, name: CheckName, seeds: readonly number[]) {
  test(title, async ({ page }) => {
    await page.goto(address);
    const results = await page.evaluate(([name, seeds]) => window.kernelChecks.run(name, seeds), [
      name,
      seeds,
    ] as const);
    expect(results).toHaveLength(seeds.length);
    const worst = results.toSorted((a, b) => b.error / b.bound - a.error / a.bound)[0]!;
    test.info().annotations.push({ type: 'worst', description: JSON.stringify(worst) });
    for (const { shape, error, bound } of results) expect(error, shape).toBeLessThanOrEqual(bound);
  });
}

for (const name of checkNames) check(`kernel ${name} agrees with float64`, './', name, seeds);
for (const name of fusedCheckNames) check(`fused kernel ${name} agrees with float64`, './', name, fusedSeeds);
for (const name of workgroupCheckNames) check(`fused kernel ${name} agrees with float64`, './', name, [2, 7]);
for (const name of fusedCheckNames.filter((name) => !name.includes('tiles'))) {
  check(`fused kernel ${name} agrees with float64 without subgroups`, './?without=subgroups', name, [2, 7]);
}

for (const golden of ['tied-f32', 'untied-bf16', 'odd-bf16', 'odd-f16']) {
  test(`${golden} split by rows to fit small bindings gives the same logits`, async ({ page }) => {
    await page.goto('./');
    const run = (maxBindingBytes: number) =>
      page.evaluate(([base, bytes, prompt]) => window.kernelChecks.split(base, bytes, prompt), [
        `goldens/${golden}/`,
        maxBindingBytes,
        [3, 1, 4, 1, 5, 9, 2, 6],
      ] as [string, number, number[]]);
    const whole = await run(2 ** 30);
    const split = await run(3001);
    expect(Math.max(...whole.pieces)).toBe(1);
    expect(Math.max(...split.pieces)).toBeGreaterThan(10);
    expect(split.logits).toEqual(whole.logits);
    expect(split.hash).toBe(whole.hash);
    expect([whole.buffersLeft, split.buffersLeft]).toEqual([0, 0]);
  });
}

test('every step alone and 20 mixtures of steps give the same ids, fused or not', async ({ page }) => {
  const golden = path.join(goldenFolder('odd-bf16'), 'goldens.safetensors');
  const [tokens, generated] = [await readIds(golden, 'tokens'), await readIds(golden, 'generated')];
  await page.goto('./');
  const runs = await page.evaluate(
    ([tokens, count]) => window.kernelChecks.programs('goldens/odd-bf16/', tokens, count, 20),
    [tokens, generated.length] as const,
  );
  expect(runs).toHaveLength(stepNames.length + 20);
  for (const { fused, ids } of runs) expect(ids, fused).toEqual(generated);
});
