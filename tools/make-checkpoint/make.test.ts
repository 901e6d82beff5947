import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pickFolder } from '../../e2e/fixtures/tiny_checkpoint.ts';
import { formatOf } from '../../src/kernels/formats/formats.ts';
import { openCheckpoint, type Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { readConfig } from '../../src/model/families/families.ts';
import { readBytes } from '../../src/model/checkpoint/safetensors/shards.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { makeCheckpoint } from './make.ts';
import { publishedConfig } from './presets.ts';
import { writeWeights } from './weights.ts';

/** The published config with smaller sizes, just large enough for statistics. Layer 3 has plain K-norm gains. */
const config = {
  ...publishedConfig('qwen3-0.6b', 4),
  hidden_size: 256,
  intermediate_size: 512,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 1000,
};

let root: string;
let folder: string;
let files: string[];
let checkpoint: Checkpoint;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'make-checkpoint-'));
  folder = await mkdtemp(path.join(root, 'seed-1-'));
  ({ files } = await makeCheckpoint(folder, config, 1, 'bf16'));
  checkpoint = await openCheckpoint(fileSource('picked', await pickFolder(folder)));
});

afterAll(() => rm(root, { recursive: true }));

async function values(name: string): Promise<Float32Array> {
  const tensor = checkpoint.tensors.find((entry) => entry.name === name)!;
  const bytes = await readBytes(checkpoint.source, tensor.file, tensor.start, tensor.end);
  return Float32Array.from(formatOf('BF16').decode(bytes, bytes.byteLength / 2));
}

function statistics(of: Float32Array) {
  const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
  const square = of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / of.length;
  return { mean, std: Math.sqrt(square), max: of.reduce((max, value) => Math.max(max, value), -Infinity) };
}

test('the engine opens it and finds every tensor under its name, in bf16', async () => {
  expect(checkpoint).toMatchObject({ dtypes: ['BF16'], config: { layers: 4, headDim: 128, tied: true } });
  expect(checkpoint.tensors).toHaveLength(4 * 11 + 2);
  expect(checkpoint.generation).toEqual({
    eosTokenIds: [151645, 151643],
    recommended: { temperature: 0.6, topK: 20, topP: 0.95, minP: 0, repetitionPenalty: 1 },
  });
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  expect(files).toContain('tokenizer.json');
  expect(files.at(-1)).toBe('config.json');
});

describe('K-norm gains are as published, and Q-norm gains are their reciprocals', () => {
  test.each([
    { layer: 0, mean: 3.56, std: 9.13, max: 96.5 },
    { layer: 1, mean: 2.34, std: 3.98, max: 44.5 },
    { layer: 2, mean: 2.47, std: 3.94, max: 44 },
  ])('layer $layer', async ({ layer, ...published }) => {
    const gains = await values(`model.layers.${layer}.self_attn.k_norm.weight`);
    const found = statistics(gains);
    for (const name of ['mean', 'std', 'max'] as const) {
      expect(Math.abs(found[name] / published[name] - 1), name).toBeLessThan(0.005);
    }
    const reciprocals = await values(`model.layers.${layer}.self_attn.q_norm.weight`);
    // Both gains were rounded to bf16.
    gains.forEach((gain, i) => expect(Math.abs(gain * reciprocals[i]! - 1)).toBeLessThan(2 ** -7));
  });
});

describe('weights have the spread they should', () => {
  test.each([
    ['model.embed_tokens.weight', 0.02685],
    ['model.layers.0.self_attn.q_proj.weight', 1 / 16],
    ['model.layers.1.self_attn.v_proj.weight', 1 / 16],
    ['model.layers.2.self_attn.o_proj.weight', 1 / Math.sqrt(512 * 8)],
    ['model.layers.3.mlp.gate_proj.weight', 1 / 16],
    ['model.layers.3.mlp.down_proj.weight', 1 / Math.sqrt(512 * 8)],
  ])('%s', async (name, wanted) => {
    const { mean, std, max } = statistics(await values(name));
    expect(Math.abs(std / wanted - 1)).toBeLessThan(0.01);
    expect(Math.abs(mean / wanted)).toBeLessThan(0.01);
    expect(max / wanted).toBeGreaterThan(3.5);
  });

  test.each(['model.norm.weight', 'model.layers.3.self_attn.k_norm.weight'])('%s: gains near 1', async (name) => {
    const { mean, std } = statistics(await values(name));
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(std - 0.1)).toBeLessThan(0.02);
  });
});

test('rows are independent, within a matrix and between matrices', async () => {
  const width = 256;
  const names = ['gate_proj', 'up_proj'].map((name) => `model.layers.0.mlp.${name}.weight`);
  const matrices = await Promise.all(names.map(values));
  const rows = matrices.flatMap((matrix) =>
    Array.from({ length: 50 }, (_, row) => matrix.subarray(row * width, (row + 1) * width)),
  );
  const cosines = rows.flatMap((row, i) =>
    rows.slice(0, i).map((other) => Math.abs(row.reduce((sum, value, k) => sum + value * other[k]!, 0))),
  );
  // Rows have length 1. The 4,950 cosines of independent rows have a standard deviation of 1/16, and their maximum is
  // about 3.9 times that.
  expect(Math.max(...cosines)).toBeLessThan(6 / 16);
});

test('bytes depend on the seed, and the embedding does not depend on the number of layers', async () => {
  const write = async (layers: number, seed: number) => {
    const small = { ...config, hidden_size: 64, intermediate_size: 64, num_hidden_layers: layers };
    const again = await mkdtemp(path.join(root, 'again-'));
    const [shard] = await writeWeights(again, readConfig(JSON.stringify(small), 'config.json').config, seed, 'bf16');
    return readFile(path.join(again, shard!));
  };
  const first = await write(2, 1);
  expect(first.equals(await write(2, 1))).toBe(true);
  expect(first.equals(await write(2, 2))).toBe(false);
  const embedding = (file: Buffer) => {
    const start = 8 + Number(file.readBigUInt64LE());
    return file.subarray(start, start + config.vocab_size * 64 * 2);
  };
  expect(embedding(first).equals(embedding(await write(1, 1)))).toBe(true);
});
