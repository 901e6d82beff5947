import { formatOf, type StoredType } from '../../../kernels/formats/formats.ts';
import { refuse } from '../../../result.ts';
import { named, shown } from '../json/show.ts';
import { refuseOtherContent } from '../json/other_content.ts';
import { storedBytes } from '../safetensors/safetensors.ts';
import type { Source } from '../sources/source.ts';
import { ggmlName, ggmlTypesInWords, storedTypeOf } from './ggml_types.ts';
import { HeaderReader } from './header_reader.ts';
import { readMetadata, readText, type Metadata } from './metadata.ts';

/** A tensor as a GGUF file names it. */
export interface GgufTensor {
  name: string;
  dtype: StoredType;
  /** [outputs, inputs], or [n]. */
  shape: number[];
  /** First byte in the file. */
  start: number;
  /** The byte after the last. */
  end: number;
}

export interface GgufHeader {
  metadata: Metadata;
  /** In the order of their bytes. */
  tensors: GgufTensor[];
}

const again = 'download the file again';
const convertAgain = 'convert the model again with llama.cpp';

/** Counts of keys and tensors; the largest published models have a few thousand. */
const maxCount = 2 ** 16;
const defaultAlignment = 32;

/**
 * Reads the header of a GGUF file of version 2 or 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 *
 * @throws Refusal ('bad-checkpoint') unless it is well-formed and its tensors lie within the file as the format says: each as long as its
 * type and shape make it, aligned, with no overlap and no gap.
 */
export async function readGgufHeader(source: Source, file: string, fileBytes: number): Promise<GgufHeader> {
  const reader = new HeaderReader(source, file, fileBytes);
  await reader.need(24);
  checkBeginning(reader);
  const tensorCount = count(reader, 'tensors');
  const metadata = await readMetadata(reader, count(reader, 'keys'));
  const tensors: (Omit<GgufTensor, 'start' | 'end'> & { offset: number })[] = [];
  for (let i = 0; i < tensorCount; i++) tensors.push(await readTensor(reader));
  const alignment = alignmentOf(metadata, file);
  const dataStart = aligned(reader.position, alignment);
  return { metadata, tensors: place(tensors, { file, fileBytes, dataStart, alignment }) };
}

function checkBeginning(reader: HeaderReader): void {
  const { file } = reader;
  const magic = String.fromCharCode(...reader.bytes(4));
  if (magic !== 'GGUF') {
    refuseOtherContent(magic + String.fromCharCode(...reader.bytes(8)), file);
    refuse('bad-checkpoint', `${file}: begins with ${shown(magic)}, not with GGUF; ${again}`);
  }
  const version = reader.u32();
  if (version === 2 || version === 3) return;
  const bigEndian = version >= 2 ** 24 && version % 2 ** 24 === 0;
  if (bigEndian) refuse('bad-checkpoint', `${file}: is a big-endian GGUF file; choose the little-endian one`);
  refuse('bad-checkpoint', `${file}: is a GGUF file of version ${version}, not 2 or 3; ${convertAgain}`);
}

function count(reader: HeaderReader, what: string): number {
  const number = reader.u64();
  if (number > maxCount)
    refuse('bad-checkpoint', `${reader.file}: claims ${number} ${what}, above ${maxCount}; ${again}`);
  return number;
}

async function readTensor(reader: HeaderReader) {
  const { file } = reader;
  const name = await readText(reader);
  await reader.need(4);
  const dimensions = reader.u32();
  if (dimensions < 1 || dimensions > 4) {
    refuse('bad-checkpoint', `${file}: ${named(name)} has ${dimensions} dimensions, not 1 to 4; ${again}`);
  }
  await reader.need(8 * dimensions + 12);
  // The file has the innermost one first.
  const shape = Array.from({ length: dimensions }, () => reader.u64()).toReversed();
  const type = reader.u32();
  const offset = reader.u64();
  const dtype = storedTypeOf(type);
  if (dtype === null) {
    refuse(
      'bad-checkpoint',
      `${file}: ${named(name)} is stored as ${ggmlName(type)}; choose a file of ${ggmlTypesInWords}`,
    );
  }
  const { elements } = formatOf(dtype).stored.block;
  if (shape.some((extent) => extent < 1) || !Number.isSafeInteger(product(shape)) || shape.at(-1)! % elements !== 0) {
    refuse('bad-checkpoint', `${file}: ${named(name)} is ${shown(shape)}, which no ${dtype} tensor can be; ${again}`);
  }
  return { name, dtype, shape, offset };
}

function alignmentOf(metadata: Metadata, file: string): number {
  const alignment = metadata.get('general.alignment') ?? defaultAlignment;
  if (typeof alignment === 'number' && [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096].includes(alignment)) {
    return alignment;
  }
  const remedy = `it must be a power of two from 8 to 4096: ${convertAgain}`;
  return refuse('bad-checkpoint', `${file}: general.alignment is ${shown(alignment)}; ${remedy}`);
}

interface Layout {
  file: string;
  fileBytes: number;
  dataStart: number;
  alignment: number;
}

function place(
  tensors: (Omit<GgufTensor, 'start' | 'end'> & { offset: number })[],
  { file, fileBytes, dataStart, alignment }: Layout,
): GgufTensor[] {
  const seen = new Set<string>();
  let position = dataStart;
  let before = 'the header';
  let last = dataStart;
  const placed = tensors
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, ...tensor }) => {
      const start = dataStart + offset;
      const { name, dtype, shape } = tensor;
      if (seen.has(name)) refuse('bad-checkpoint', `${file}: ${named(name)} appears twice; ${again}`);
      if (start !== position) {
        const fault = start < position ? 'overlap' : 'leave a gap';
        refuse('bad-checkpoint', `${file}: offsets of ${before} and ${named(name)} ${fault}; ${again}`);
      }
      seen.add(name);
      before = named(name);
      last = start + storedBytes(dtype, shape);
      position = aligned(last, alignment);
      return { ...tensor, start, end: last };
    });
  if (last > fileBytes) {
    refuse('bad-checkpoint', `${file}: has ${fileBytes} bytes, its tensors end at byte ${last}; ${again}`);
  }
  return placed;
}

function aligned(position: number, alignment: number): number {
  return Math.ceil(position / alignment) * alignment;
}

function product(shape: number[]): number {
  return shape.reduce((all, extent) => all * extent, 1);
}
