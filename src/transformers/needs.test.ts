import { expect, test } from 'vitest';
import type { ModelConfig } from '../model/families/model_config.ts';
import { needsOf, obstacleOf } from './needs.ts';

/** Qwen3-0.6B and Qwen3-1.7B, as published. */
const config = {
  vocabSize: 151_936,
  hiddenSize: 1024,
  layers: 28,
  kvHeads: 8,
  headDim: 128,
  tied: true,
} as ModelConfig;
const small = { parameters: 596_049_920, config };
const large = { parameters: 1_720_574_976, config: { ...config, hiddenSize: 2048 } };

test('weights are there twice while it starts, and a tied embedding twice from then on', () => {
  const needs = needsOf(small, 0, 'wasm');
  expect(needs.weights).toBe(4 * 596_049_920);
  expect(needs.atStart).toBe(2 * needs.weights + needs.largestTensor + 2 ** 28);
  expect(needsOf({ ...small, config: { ...config, tied: false } }, 0, 'wasm').inWasm).toBe(needs.weights + 2 ** 28);
});

test('WebAssembly holds 0.6B with 2,048 tokens, but not with 4,096, and not 1.7B', () => {
  const obstacle = (model: typeof small, context: number) =>
    obstacleOf(needsOf(model, context, 'wasm'), 'wasm', 2 ** 31);
  expect(obstacle(small, 2048)).toBeNull();
  expect(obstacle(small, 4096)).toBe('wasm');
  expect(obstacle(large, 1)).toBe('wasm');
});

test('a GPU has to bind the embedding whole', () => {
  const obstacle = (maxBindingBytes: number) => obstacleOf(needsOf(small, 32_768, 'webgpu'), 'webgpu', maxBindingBytes);
  expect(obstacle(2 ** 30)).toBeNull();
  expect(obstacle(2 ** 27)).toBe('binding');
});
