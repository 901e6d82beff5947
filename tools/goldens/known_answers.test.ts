import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readKnownAnswers } from '../../src/lab/known/known_answers.ts';
import { root } from '../bootstrap/process.mjs';
import { readSafetensors, readTensorFile } from '../lib/safetensors_reader.ts';

const known = async (name: string) => {
  const file = path.join(root, 'public/known_answers', name);
  return readKnownAnswers(await readTensorFile(file), name);
};

test('transformers’ test of Qwen3-0.6B-Base is as published', async () => {
  const { tokens, meanLogits, tolerances, stages } = await known('qwen3-0.6b-base.safetensors');
  expect(tokens).toEqual([1, 306, 4658, 278, 6593, 310, 2834, 338]);
  const published = [-1.4577, 1.3261, 3.8498, 3.4229, 2.9009, 1.8813, 2.153, 2.1431];
  expect([...meanLogits!]).toEqual([...Float32Array.from(published)]);
  expect(tolerances.mean).toBe(0.01);
  expect(stages.size).toBe(0);
});

test('the demo’s known answers are what its goldens have', async () => {
  const { tokens, generated, stages, unknown } = await known('demo.safetensors');
  const folder = path.join(root, 'e2e/goldens/demo');
  const { prompts } = JSON.parse(readFileSync(path.join(folder, 'goldens.json'), 'utf8')) as {
    prompts: { name: string; tokens: number[]; generated: number[] }[];
  };
  expect(prompts.find(({ name }) => name === 'direct')).toMatchObject({ tokens, generated });
  const goldens = await readSafetensors(path.join(folder, 'goldens.safetensors'));
  expect([...stages.keys()].toSorted()).toEqual(['L0.k_norm', 'L2.mlp_residual', 'final_norm', 'logits']);
  for (const [stage, tensor] of stages) {
    expect(await tensor.read(), stage).toEqual(await goldens.get(`direct.${stage}`)!.read());
  }
  expect(unknown).toEqual([]);
});
