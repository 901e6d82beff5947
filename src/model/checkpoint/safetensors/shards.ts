import { refuse } from '../../../result.ts';
import { refuseOtherContent } from '../json/other_content.ts';
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
  /** Of the index; absent for a single file. */
  weightMap?: WeightMap;
}

/**
 * The headers of a checkpoint's weights: of model.safetensors, or else of the shards that the index names and that are there.
 *
 * @throws Refusal ('bad-checkpoint') when there are none, or for the first that is wrong.
 */
export async function readShards(source: Source): Promise<Shards> {
  const whole = await readHeader(source, single);
  if (whole) return { tensors: whole, listing: single };
  const weightMap = await readWeightMap(source);
  const headers = await Promise.all(filesOf(weightMap).map((file) => readHeader(source, file)));
  return { tensors: headers.flatMap((header) => header ?? []), listing: index, weightMap };
}

/**
 * Whether index and shards agree about the tensors that are `needed`. Indices of tied models list a head that was not saved, and
 * lack or list buffers, and the model runs all the same.
 *
 * @throws Refusal ('bad-checkpoint') for the first on which they do not.
 */
export function checkAgreement({ tensors, weightMap }: Shards, needed: (name: string) => boolean): void {
  if (!weightMap) return;
  const held = new Set(tensors.map(({ file, name }) => `${file}/${name}`));
  const files = new Set(tensors.map(({ file }) => file));
  for (const [name, file] of weightMap) {
    if (held.has(`${file}/${name}`) || !needed(name)) continue;
    const claim = `weight_map of ${index} places ${named(name)} in it`;
    if (!files.has(file)) refuse('bad-checkpoint', `${file}: missing, though ${claim}; add it`);
    refuse('bad-checkpoint', `${index}: weight_map places ${named(name)} in ${file}, which lacks it; ${indexRemedy}`);
  }
  for (const { file, name } of tensors) {
    if (weightMap.get(name) === file || !needed(name)) continue;
    refuse('bad-checkpoint', `${file}: ${named(name)} is not where weight_map of ${index} places it; ${indexRemedy}`);
  }
}

/** Null when there is no such file. */
async function readHeader(source: Source, file: string): Promise<TensorEntry[] | null> {
  const stat = await source.stat(file);
  if (stat === null) return null;
  const { bytes } = stat;
  if (bytes < prefixBytes) {
    refuse('bad-checkpoint', `${file}: has ${bytes} bytes, too few for a safetensors file; download the file again`);
  }
  const prefix = await readBytes(source, file, 0, prefixBytes);
  refuseOtherContent(new TextDecoder().decode(prefix), file);
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
