import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickFolder } from '../../e2e/fixtures/tiny_checkpoint.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { readConfig } from '../../src/model/families/families.ts';
import { checkpointFormats } from './formats.ts';
import { makeCheckpoint } from './make.ts';
import { publishedConfig } from './presets.ts';
import { parameters, weightBytes } from './weights.ts';

const config = { ...publishedConfig('qwen3-0.6b', 2), hidden_size: 256, intermediate_size: 512, vocab_size: 1000 };

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'formats-'));
});
afterAll(() => rm(root, { recursive: true }));

test.each([
  ['bf16', ['BF16'], 16],
  ['fp8', ['BF16', 'FP8'], 8.01],
  ['mlx-4', ['AFFINE4_G64_BF16', 'BF16'], 4.5],
  ['mlx-8', ['AFFINE8_G64_BF16', 'BF16'], 8.5],
  ['gptq-4', ['BF16', 'INT4_G128'], 4.2],
  ['gptq-8', ['BF16', 'INT8_G128'], 8.25],
  ['awq-4', ['BF16', 'INT4_G128'], 4.16],
] as const)('the engine opens %s', async (format, dtypes, bits) => {
  const folder = await mkdtemp(path.join(root, `${format}-`));
  await makeCheckpoint(folder, config, 1, format);
  const checkpoint = await openCheckpoint(fileSource('picked', await pickFolder(folder)));
  expect(checkpoint.dtypes).toEqual(dtypes);
  const parsed = readConfig(JSON.stringify(config), 'config.json').config;
  expect(checkpoint.parameters).toBe(parameters(parsed));
  expect(checkpoint.weightBytes).toBe(weightBytes(parsed, format));
  const projection = checkpoint.weights.find(({ name }) => name === 'model.layers.0.mlp.up_proj.weight')!;
  const tensors =
    projection.parts.length > 0
      ? projection.parts.map(({ tensor }) => tensor)
      : checkpoint.tensors.filter(({ name }) => name === projection.name);
  const bytes = tensors.reduce((sum, { start, end }) => sum + end - start, 0);
  expect((bytes * 8) / (256 * 512)).toBeCloseTo(bits, 1);
});

test('every format is tried', () => {
  expect(checkpointFormats).toHaveLength(7);
});
