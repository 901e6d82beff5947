import { faults } from '../src/kernels/variants/faults/catalogue.ts';
import { uniformProgram } from '../src/vocabulary/program.ts';
import type { Diagnosis } from '../src/worker/api.ts';
import { withHeadlessPage } from '../tools/lib/headless_page.ts';
import { demoFolder } from './app_server.ts';
import { expect, test } from './test.ts';
import { goldenFolder } from './tools.ts';

/** FAULTS=all npm run e2e -- e2e/diagnose.spec.ts: each at the first, a middle and the last layer of three checkpoints. */
const all = process.env.FAULTS === 'all';

const checkpoints = all
  ? [
      { name: 'tied-f32', folder: goldenFolder('tied-f32'), layers: [0, 2, 3] },
      { name: 'untied-bf16', folder: goldenFolder('untied-bf16'), layers: [0, 1, 2] },
      { name: 'demo', folder: demoFolder, layers: [0, 4, 7] },
    ]
  : [{ name: 'tied-f32', folder: goldenFolder('tied-f32'), layers: [1] }];

/**
 * Where a fault changes nothing that rounding does not: behind the first layer the mean square of the residual stream is a
 * million times the epsilon, no K-norm gain of a layer past the third exceeds 10, and scores below 88 need no maximum subtracted.
 */
const withoutEffect: Record<string, (layer: number) => boolean> = {
  epsilon_missing: (layer) => layer > 0,
  k_gain_clamped: (layer) => layer > 2,
  softmax_without_maximum: () => true,
};

for (const { name, folder, layers } of checkpoints) {
  test(`${name}: the diagnosis names the step and the layer of every fault`, async () => {
    test.setTimeout(60_000 * faults.length * layers.length);
    await withHeadlessPage(folder, null, async (page, checkpoint) => {
      const missed = [];
      for (const { name: fault, step } of faults) {
        for (const layer of layers) {
          const request = {
            prompt: null,
            program: uniformProgram('fused'),
            fault: { name: fault, layer },
            bisect: false,
          };
          const result = await page.evaluate((job) => window.plumbline.diagnose(job), {
            checkpoint,
            weights: 'stored' as const,
            request,
          });
          if (!result.ok) throw new Error(result.failure.message);
          const found = result.value;
          const { verdict } = found;
          const place = verdict.layer === null ? 'outside the layers' : `in layer ${verdict.layer}`;
          const said =
            verdict.status === 'pass'
              ? 'pass'
              : `${verdict.step} ${place}, ${verdict.stage}, ${verdict.kind}, ${verdict.resembles}`;
          console.log(`  ${fault}@${layer}: ${said}; ${farthest(found)}`);
          const right = verdict.step === step && (step === 'embed' || verdict.layer === layer);
          const harmless = verdict.status === 'pass' && withoutEffect[fault]?.(layer);
          if (!harmless && !(right && verdict.resembles === fault)) missed.push({ fault, layer, said });
        }
      }
      expect(missed).toEqual([]);
    });
  });
}

/** The stage of the diagnosis that is furthest beyond its floor. */
function farthest({ replay }: Diagnosis): string {
  const beyond = replay.map(({ evidence, floor }) => evidence.error / floor);
  const worst = beyond.indexOf(Math.max(...beyond));
  const { layer, steps, stage } = replay[worst]!;
  return `worst L${layer} ${steps.join('+')} ${stage}, ${beyond[worst]!.toPrecision(2)} floors`;
}

test('clean kernels pass on other prompts', async () => {
  await withHeadlessPage(goldenFolder('odd-bf16'), null, async (page, checkpoint) => {
    for (const [count, stride] of [
      [5, 1],
      [70, 331],
    ] as const) {
      const tokens = Array.from({ length: count }, (_, i) => (i * stride + 7) % 1009);
      const request = { prompt: { tokens }, program: uniformProgram('fused'), fault: null, bisect: false };
      const result = await page.evaluate((job) => window.plumbline.diagnose(job), {
        checkpoint,
        weights: 'stored' as const,
        request,
      });
      expect(result).toMatchObject({ ok: true, value: { verdict: { status: 'pass' } } });
    }
  });
});
