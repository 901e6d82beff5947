import { refuse } from '../../../result.ts';
import { headerLength, parseHeader, prefixBytes, type TensorEntry } from './safetensors.ts';
import { named } from '../json/show.ts';
import { ByteReader } from '../sources/byte_reader.ts';
import type { Bytes, Source } from '../sources/source.ts';
import { readText } from '../sources/stream.ts';
import { filesOf, index, indexRemedy, readWeightMap, single, type WeightMap } from './weight_map.ts';

export interface Shards {
  /** The tensors of all files, in the order of the files and of the bytes in each. */
  tensors: TensorEntry[];
  /** The file that should list a missing tensor. */
  listing: string;
}

/**
 * The headers of a checkpoint's weights: of model.safetensors, or else of the shards that the index names.
 *
 * @throws Refusal ('bad-checkpoint') when there are none, or when index and shards disagree.
 */
export async function readShards(source: Source): Promise<Shards> {
  if ((await source.stat(single)) !== null) return { tensors: await readHeader(source, single), listing: single };
  const weightMap = await readWeightMap(source);
  const files = filesOf(weightMap);
  const tensors = (await Promise.all(files.map((file) => readHeader(source, file)))).flat();
  checkAgreement(weightMap, tensors);
  return { tensors, listing: index };
}

function checkAgreement(weightMap: WeightMap, tensors: TensorEntry[]): void {
  const held = new Set(tensors.map(({ file, name }) => `${file}/${name}`));
  for (const [name, file] of weightMap) {
    if (held.has(`${file}/${name}`)) continue;
    refuse('bad-checkpoint', `${index}: weight_map places ${named(name)} in ${file}, which lacks it; ${indexRemedy}`);
  }
  for (const { file, name } of tensors) {
    if (weightMap.get(name) === file) continue;
    refuse('bad-checkpoint', `${file}: ${named(name)} is not where weight_map of ${index} places it; ${indexRemedy}`);
  }
}

async function readHeader(source: Source, file: string): Promise<TensorEntry[]> {
  const stat = await source.stat(file);
  if (stat === null) {
    refuse('bad-checkpoint', `${file}: missing from ${source.name}, though weight_map of ${index} names it; add it`);
  }
  const { bytes } = stat;
  if (bytes < prefixBytes) {
    refuse('bad-checkpoint', `${file}: has ${bytes} bytes, too few for a safetensors file; download the file again`);
  }
  const prefix = await readBytes(source, file, 0, prefixBytes);
  const dataStart = prefixBytes + headerLength(prefix, file, bytes);
  // Memory grows with what arrives: allocating what a file claims to have would let a stranger choose the amount.
  const header = await readText(await source.stream(file, prefixBytes, dataStart), `${file}: header`);
  return parseHeader(header, dataStart, file, bytes);
}

/** Bytes `start` up to `end` of a file, start < end. */
export async function readBytes(source: Source, file: string, start: number, end: number): Promise<Bytes> {
  const reader = new ByteReader(await source.stream(file, start, end));
  const bytes = await reader.take(end - start);
  await reader.cancel();
  return bytes;
}
