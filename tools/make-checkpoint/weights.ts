import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelConfig } from '../../src/model/families/model_config.ts';
import { storedBytes } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import { qwen3 } from '../../src/model/families/qwen3/qwen3.ts';
import { createSafetensorsFile, type TensorSpec } from '../lib/safetensors.ts';
import { tensorsOf, type CheckpointFormat, type FilledTensor } from './formats.ts';
import { recipe } from './recipe.ts';

/** The size limit of a shard. The largest tensor of every preset is smaller. */
const shardBytes = 2e9;

/** Bytes per write: a multiple of a disk's block size, and small compared with a tensor. */
const blockBytes = 4 * 2 ** 20;

const indexFile = 'model.safetensors.index.json';

/** Bytes of the weights. */
export function weightBytes(config: ModelConfig, format: CheckpointFormat): number {
  return totalBytes(tensorSpecs(config, format, 0));
}

/** Elements of the weights. */
export function parameters(config: ModelConfig): number {
  return weightBytes(config, 'bf16') / 2;
}

/**
 * Writes random weights and their index. A tensor depends only on the seed and its name. Projections that add to the
 * residual stream also depend on the number of layers.
 *
 * @returns the names of the files
 */
export async function writeWeights(
  folder: string,
  config: ModelConfig,
  seed: number,
  format: CheckpointFormat,
): Promise<string[]> {
  const shards = planShards(tensorSpecs(config, format, seed));
  const names = shards.map((_, i) => `model-${fiveDigits(i + 1)}-of-${fiveDigits(shards.length)}.safetensors`);
  for (const [i, tensors] of shards.entries()) {
    await writeShard(path.join(folder, names[i]!), tensors);
  }
  const weightMap = shards.flatMap((tensors, i) => tensors.map(({ name }) => [name, names[i]!]));
  const index = { metadata: { total_size: totalBytes(shards.flat()) }, weight_map: Object.fromEntries(weightMap) };
  await writeFile(path.join(folder, indexFile), `${JSON.stringify(index, null, 2)}\n`);
  return [...names, indexFile];
}

function tensorSpecs(config: ModelConfig, format: CheckpointFormat, seed: number): FilledTensor[] {
  return [...qwen3.tensors(config)].flatMap(([name, shape]) =>
    tensorsOf(format, name, shape, () => recipe(name, shape, config, seed), seed),
  );
}

function planShards(tensors: FilledTensor[]): FilledTensor[][] {
  const shards: FilledTensor[][] = [];
  let room = 0;
  for (const tensor of tensors) {
    const bytes = tensorBytes(tensor);
    if (bytes > room) {
      shards.push([]);
      room = shardBytes;
    }
    shards.at(-1)!.push(tensor);
    room -= bytes;
  }
  return shards;
}

async function writeShard(file: string, tensors: FilledTensor[]): Promise<void> {
  const shard = await createSafetensorsFile(file, tensors, { format: 'pt' });
  // One block is written while the next is made.
  const blocks = [new Uint32Array(blockBytes / 4), new Uint32Array(blockBytes / 4)] as const;
  let written = Promise.resolve();
  for (const tensor of tensors) {
    const fill = tensor.fill();
    const bytes = tensorBytes(tensor);
    for (let offset = 0; offset < bytes; offset += blockBytes) {
      // A block is a whole number of words, since the sizes of all presets are even.
      const block = blocks[(offset / blockBytes) % 2 ? 1 : 0].subarray(0, (bytes - offset) / 4);
      fill(block);
      await written;
      written = shard.write(tensor.name, offset, new Uint8Array(block.buffer, 0, block.byteLength));
    }
    await written;
  }
  await shard.close();
}

function totalBytes(tensors: TensorSpec[]): number {
  return tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
}

function tensorBytes({ dtype, shape }: TensorSpec): number {
  return storedBytes(dtype, shape);
}

function fiveDigits(count: number): string {
  return String(count).padStart(5, '0');
}
