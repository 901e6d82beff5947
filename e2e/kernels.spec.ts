import { expect, test } from '@playwright/test';
import type { Server } from 'node:http';
import { createAppServer, listen } from '../tools/serve/server.mjs';
import { checkNames } from './kernels/names.ts';

/** Random shapes a kernel. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

let server: Server;
let address: string;

test.beforeAll(async () => {
  server = createAppServer({ folders: { '/': 'build/kernels' } });
  address = await listen(server, 0);
});

test.afterAll(() => {
  server.close();
});

for (const name of checkNames) {
  test(`kernel ${name} agrees with float64`, async ({ page }) => {
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
