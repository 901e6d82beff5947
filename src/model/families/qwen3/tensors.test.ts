import { expect, test } from 'vitest';
import { expectedTensors } from './tensors.ts';

const common = { vocabSize: 151936, kvHeads: 8, headDim: 128, maxPositions: 40960, ropeTheta: 1e6, rmsNormEps: 1e-6 };

test.each([
  ['0.6B', { hiddenSize: 1024, layers: 28, heads: 16, ffnSize: 3072, tied: true }, 310, 596_049_920],
  ['1.7B', { hiddenSize: 2048, layers: 28, heads: 16, ffnSize: 6144, tied: true }, 310, 1_720_574_976],
  ['4B', { hiddenSize: 2560, layers: 36, heads: 32, ffnSize: 9728, tied: true }, 398, 4_022_468_096],
  ['8B', { hiddenSize: 4096, layers: 36, heads: 32, ffnSize: 12288, tied: false }, 399, 8_190_735_360],
])('Qwen3-%s has the published number of tensors and parameters', (_name, sizes, count, parameters) => {
  const shapes = [...expectedTensors({ ...common, ...sizes }).values()];
  expect(shapes).toHaveLength(count);
  expect(shapes.reduce((sum, shape) => sum + shape.reduce((n, extent) => n * extent, 1), 0)).toBe(parameters);
});

test('heads need not fill the hidden size; matrices are [out, in]', () => {
  const tensors = expectedTensors({
    ...common,
    hiddenSize: 40,
    layers: 1,
    heads: 4,
    kvHeads: 1,
    headDim: 16,
    ffnSize: 24,
    tied: false,
  });
  expect(tensors.get('model.layers.0.self_attn.q_proj.weight')).toEqual([64, 40]);
  expect(tensors.get('model.layers.0.self_attn.v_proj.weight')).toEqual([16, 40]);
  expect(tensors.get('model.layers.0.self_attn.o_proj.weight')).toEqual([40, 64]);
  expect(tensors.get('model.layers.0.mlp.down_proj.weight')).toEqual([40, 24]);
  expect([...tensors.keys()].at(-1)).toBe('lm_head.weight');
});
