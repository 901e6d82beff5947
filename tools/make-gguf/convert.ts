import { openAsBlob, readdirSync } from 'node:fs';
import path from 'node:path';
import { formatOf } from '../../src/kernels/formats/formats.ts';
import { openCheckpoint, type Checkpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { storedBytes } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import { readBytes } from '../../src/model/checkpoint/safetensors/shards.ts';
import { fileSource } from '../../src/model/checkpoint/sources/files.ts';
import { GgufFile } from '../lib/gguf.ts';
import { ggufMetadata } from './metadata.ts';
import { planTensors, tensorSpecs, totalBytes, type PlannedTensor } from './plan.ts';
import { encoders, type Mix } from './types.ts';
import { tokensById, tokensOf } from './vocabulary.ts';

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
  const shapes = new Map(tensors.map(({ name, shape }) => [name, shape]));
  const planned = planTensors(family, config, shapes, mix);
  const vocabulary = byIds ? tokensById(config.vocabSize) : await tokensOf(checkpoint);
  const gguf = await GgufFile.create(file, ggufMetadata(checkpoint, vocabulary), tensorSpecs(planned));
  for (const tensor of planned) await writeTensor(gguf, checkpoint, tensor);
  await gguf.close();
  return totalBytes(planned);
}

async function writeTensor(gguf: GgufFile, { source, tensors }: Checkpoint, planned: PlannedTensor): Promise<void> {
  const { name, type } = planned;
  const { file, start, dtype, shape } = tensors.find((tensor) => tensor.name === planned.source)!;
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
