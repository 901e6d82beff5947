import type { ModelShape } from '../../../src/kernels/checking/check.ts';
import { rewritten, textOf } from '../../fixtures/own_kernels.ts';
import { test } from '../../pages/kernels.ts';
import { expect } from '../../test.ts';

/** Of odd widths, which are those of the seed's random sizes as well: each text is compiled once. */
const seed = 8;
const odd: ModelShape = { hidden: 189, heads: 1, kvHeads: 1, headDim: 32, ffn: 189, vocabulary: 512 };

test('ten kernels that are right are found right, and ten that are wrong are found wrong', async ({ openChecks }) => {
  const page = await openChecks();
  for (const one of rewritten) {
    const trials = await page.evaluate(([text, shape, seed]) => window.kernelChecks.own(text, shape, seed), [
      textOf(one),
      odd,
      seed,
    ] as const);
    const said = `${one.kernel}: ${one.name}`;
    expect(trials.length, said).toBeGreaterThan(4);
    expect
      .soft(
        trials.some(({ bad }) => bad),
        said,
      )
      .toBe(!one.right);
  }
});
