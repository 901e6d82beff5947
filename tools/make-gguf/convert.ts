import { openAsBlob, readdirSync } from 'node:fs';
import path from 'node:path';
import { formatOf } from '../../src/kernels/formats/formats.ts';
import { openCheckpoint, type Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { storedBytes, type TensorEntry } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import { readBytes } from '../../src/model/checkpoint/safetensors/shards.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { Stop } from '../bootstrap/process.mjs';
import { GgufFile } from '../lib/gguf.ts';
import { ggufMetadata } from './metadata.ts';
import { encoders, typeIn, type GgmlType, type Mix } from './types.ts';

/** llama.cpp's names for the tensors of a layer. */
const layerTensors = ['attn_norm', 'attn_q', 'attn_k', 'attn_v', 'attn_q_norm', 'attn_k_norm', 'attn_output'].concat([
  'ffn_norm',
  'ffn_gate',
  'ffn_up',
  'ffn_down',
]);

/** Elements converted at a time: whole blocks of every type. */
const elementsAtATime = 2 ** 20;

/** The checkpoint in a folder of Hugging Face layout. */
export async function readFolder(folder: string): Promise<Checkpoint> {
  const names = readdirSync(folder);
  const files = await Promise.all(
    names.map(async (name) => ({ path: name, file: (await openAsBlob(path.join(folder, name))) as File })),
  );
  return openCheckpoint(fileSource(path.basename(folder), files));
}

/** Writes a checkpoint of dense weights as a GGUF file, its matrices in the types of `mix`. @returns bytes of its weights */
export async function convert(checkpoint: Checkpoint, mix: Mix, byIds: boolean, file: string): Promise<number> {
  const { config, family, tensors } = checkpoint;
  const layers = Array.from({ length: config.layers }, (_, i) => layerTensors.map((part) => `blk.${i}.${part}.weight`));
  const names = ['token_embd.weight', ...layers.flat(), 'output_norm.weight', 'output.weight'];
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const planned = names.flatMap((name) => {
    const tensor = byName.get(family.gguf.tensorName(name)!);
    if (!tensor) return [];
    const type: GgmlType = tensor.shape.length === 1 ? 'F32' : typeIn(mix, name, config.layers);
    const { elements } = formatOf(type).stored.block;
    const columns = tensor.shape.at(-1)!;
    if (columns % elements !== 0) {
      throw new Stop(`--type ${mix.toLowerCase()}: rows of ${columns} are not whole blocks of ${elements}, take q8_0.`);
    }
    return [{ name, tensor, type, bytes: storedBytes(type, tensor.shape) }];
  });
  const specs = planned.map(({ name, tensor, type, bytes }) => {
    return { name, type: formatOf(type).stored.ggml, shape: tensor.shape, bytes };
  });
  const gguf = await GgufFile.create(file, await ggufMetadata(checkpoint, byIds), specs);
  for (const { name, tensor, type } of planned) await writeTensor(gguf, name, checkpoint, tensor, type);
  await gguf.close();
  return specs.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function writeTensor(
  gguf: GgufFile,
  name: string,
  { source }: Checkpoint,
  { file, start, dtype, shape }: TensorEntry,
  type: GgmlType,
): Promise<void> {
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') throw new Error(`${name} is not dense`);
  const { decode, stored } = formatOf(dtype);
  const total = shape.reduce((product, extent) => product * extent, 1);
  for (let first = 0; first < total; first += elementsAtATime) {
    const count = Math.min(elementsAtATime, total - first);
    const bytes = await readBytes(
      source,
      file,
      start + first * stored.block.bytes,
      start + (first + count) * stored.block.bytes,
    );
    await gguf.write(name, storedBytes(type, [first]), encoders[type](decode(bytes, count)));
  }
}
