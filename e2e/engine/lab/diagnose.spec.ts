import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { faults } from '../../../src/kernels/variants/catalogue.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import type { Diagnosis, DiagnosisRequest } from '../../../src/worker/api.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { demo, golden, test, valueOf } from '../../fixtures/engine.ts';
import { writeTinyCheckpoint, type TinyTensor } from '../../fixtures/tiny_checkpoint.ts';
import { expect } from '../../test.ts';

/** FAULTS=all npm run e2e -- e2e/engine/lab/diagnose.spec.ts: each at the first, a middle and the last layer of three checkpoints. */
const all = process.env.FAULTS === 'all';

const checkpoints = all
  ? [
      { name: 'tied-f32', folder: golden('tied-f32'), layers: [0, 2, 3] },
      { name: 'untied-bf16', folder: golden('untied-bf16'), layers: [0, 1, 2] },
      { name: 'demo', folder: demo, layers: [0, 4, 7] },
    ]
  : [{ name: 'tied-f32', folder: golden('tied-f32'), layers: [1] }];

const plain: DiagnosisRequest = { prompt: null, program: uniformProgram('fused'), fault: null, bisect: false };

/**
 * Faults whose effect is within rounding in some layers. After the first layer the mean square of the residual stream is a
 * million times the epsilon, no K-norm gain of a layer past the third exceeds 10, and scores below 88 need no maximum subtracted.
 */
const withoutEffect: Record<string, (layer: number) => boolean> = {
  epsilon_missing: (layer) => layer > 0,
  k_gain_clamped: (layer) => layer > 2,
  softmax_without_maximum: () => true,
};

for (const { name, folder, layers } of checkpoints) {
  for (const layer of layers) {
    for (const { name: fault, step } of faults) {
      test(`${name}: the diagnosis names the step and the layer of ${fault}@${layer}`, async ({ engine }) => {
        await engine.load(folder);
        const found = valueOf(await engine.diagnose({ ...plain, fault: { name: fault, layer } }));
        const { verdict } = found;
        const place = verdict.layer === null ? 'outside the layers' : `in layer ${verdict.layer}`;
        const said =
          verdict.status === 'pass'
            ? 'pass'
            : `${verdict.step} ${place}, ${verdict.stage}, ${verdict.kind}, ${verdict.resembles}`;
        console.log(`  ${fault}@${layer}: ${said}; ${farthest(found)}`);
        if (verdict.status === 'pass' && withoutEffect[fault]?.(layer)) return;
        expect(verdict).toMatchObject({ step, resembles: fault, ...(step !== 'embed' && { layer }) });
      });
    }
  }
}

test('a fault of one of two steps that run as one kernel is its own, where its values tell', async ({ engine }) => {
  const folder = path.join(root, 'build', 'made', 'three-heads');
  await mkdir(folder, { recursive: true });
  const heads = { head_dim: 64, num_attention_heads: 3, num_key_value_heads: 3, vocab_size: 97 };
  const inF16 = (tensors: TinyTensor[]) => tensors.map((tensor): TinyTensor => ({ ...tensor, dtype: 'F16' }));
  await writeTinyCheckpoint(folder, { config: heads, tensors: inF16 });
  await engine.load('made/three-heads');
  for (const [fault, step] of [
    ['stale_cache_read', 'attention'],
    ['rope_interleaved', 'rope'],
  ] as const) {
    const { verdict } = valueOf(await engine.diagnose({ ...plain, fault: { name: fault, layer: 0 } }));
    expect(verdict).toMatchObject({ step, layer: 0, resembles: fault });
  }
});

/** The stage of the diagnosis with the largest error in multiples of its noise floor. */
function farthest({ replay }: Diagnosis): string {
  const beyond = replay.map(({ evidence, floor }) => evidence.error / floor);
  const worst = beyond.indexOf(Math.max(...beyond));
  const { layer, steps, stage } = replay[worst]!;
  return `worst L${layer} ${steps.join('+')} ${stage}, ${beyond[worst]!.toPrecision(2)} times the noise floor`;
}

for (const [count, stride] of [
  [5, 1],
  [70, 331],
] as const) {
  test(`clean kernels pass on another prompt of ${count} tokens`, async ({ engine }) => {
    const tokens = Array.from({ length: count }, (_, i) => (i * stride + 7) % 1009);
    await engine.load(golden('odd-bf16'));
    const { verdict } = valueOf(await engine.diagnose({ ...plain, prompt: { tokens } }));
    expect(verdict.status).toBe('pass');
  });
}
