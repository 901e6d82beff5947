import { checkNames } from './kernels/names.ts';
import { test } from './pages/kernels.ts';
import { expect } from './test.ts';

/** Random shapes a kernel. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

for (const name of checkNames) {
  test(`kernel ${name} agrees with float64`, async ({ page }) => {
    await page.goto('./');
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
