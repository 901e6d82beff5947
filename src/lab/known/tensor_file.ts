import * as v from 'valibot';
import { formatOf } from '../../kernels/formats/formats.ts';
import { checked } from '../../model/checkpoint/json/checked.ts';
import { parseObject } from '../../model/checkpoint/json/json.ts';
import { named } from '../../model/checkpoint/json/show.ts';
import { headerLength, prefixBytes } from '../../model/checkpoint/safetensors/safetensors.ts';
import { refuse } from '../../result.ts';

/** The bytes of a file from `start` up to, and without, `end`. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Reads a file that a person gave to the page. */
export function readsBlob(file: Blob): ReadBytes {
  return async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer());
}

/** Bytes of an element. */
const elementBytes = { F32: 4, F16: 2, BF16: 2, I32: 4, I64: 8 } as const;
type ElementType = keyof typeof elementBytes;

/** A tensor of ids or of floats, whose values stay in the file until they are read. */
export interface FiledTensor {
  shape: readonly number[];
  isIds: boolean;
  /** Rows along the first axis, `count` from row `first` on. */
  rows(first: number, count: number): Promise<Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>;
  /** All of them. */
  read(): Promise<Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>;
}

export interface TensorFile {
  tensors: ReadonlyMap<string, FiledTensor>;
  metadata: Readonly<Record<string, string>>;
}

const saveAgain = 'save the file again with the safetensors library';
const size = v.pipe(v.number(saveAgain), v.safeInteger(saveAgain), v.minValue(0, saveAgain));
const entrySchema = v.object(
  {
    dtype: v.picklist(Object.keys(elementBytes) as ElementType[], 'save ids as I32 or I64 and values as F32'),
    shape: v.array(size, saveAgain),
    data_offsets: v.strictTuple([size, size], saveAgain),
  },
  saveAgain,
);
const metadataSchema = v.optional(v.record(v.string(), v.string(saveAgain), saveAgain), {});

/**
 * The tensors of a safetensors file of `bytes` that holds ids and floats, unlike a checkpoint, which holds weights.
 *
 * @throws Refusal ('bad-checkpoint') naming `file` where it is none.
 */
export async function openTensorFile(file: string, bytes: number, read: ReadBytes): Promise<TensorFile> {
  if (bytes < prefixBytes) refuse('bad-checkpoint', `${file}: has ${bytes} bytes, too few for a header; ${saveAgain}`);
  const length = headerLength(await read(0, prefixBytes), file, bytes);
  const text = new TextDecoder().decode(await read(prefixBytes, prefixBytes + length));
  const { __metadata__, ...fields } = parseObject(text, `${file}: header`);
  const tensors = new Map<string, FiledTensor>();
  for (const [name, field] of Object.entries(fields)) {
    const { dtype, shape, data_offsets: offsets } = checked(entrySchema, field, file, named(name));
    const [start, end] = offsets.map((offset) => prefixBytes + length + offset) as [number, number];
    if (end - start !== product(shape) * elementBytes[dtype] || end > bytes)
      refuse('bad-checkpoint', `${file}: ${named(name)} has other bytes than its shape says; ${saveAgain}`);
    tensors.set(name, filed(dtype, shape, start, read));
  }
  return { tensors, metadata: checked(metadataSchema, __metadata__, file, '__metadata__') };
}

function filed(dtype: ElementType, shape: readonly number[], start: number, read: ReadBytes): FiledTensor {
  const width = product(shape.slice(1));
  const rows = async (first: number, count: number) => {
    const [from, elements] = [start + first * width * elementBytes[dtype], count * width];
    return decoded(dtype, await read(from, from + elements * elementBytes[dtype]), elements);
  };
  const isIds = dtype === 'I32' || dtype === 'I64';
  return { shape, isIds, rows, read: () => rows(0, shape[0] ?? 1) };
}

function decoded(dtype: ElementType, bytes: Uint8Array<ArrayBuffer>, count: number) {
  if (dtype === 'I32') return new Int32Array(bytes.buffer);
  if (dtype === 'I64') return Int32Array.from(new BigInt64Array(bytes.buffer), Number);
  return Float32Array.from(formatOf(dtype).decode(bytes, count));
}

function product(extents: readonly number[]): number {
  return extents.reduce((all, extent) => all * extent, 1);
}
