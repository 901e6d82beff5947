import * as v from 'valibot';
import { formatOf, storedInWords, storedTypes, type StoredType } from '../../../kernels/formats/formats.ts';
import { refuse } from '../../../result.ts';
import { checked } from '../json/checked.ts';
import { parseObject } from '../json/json.ts';
import { named, shown } from '../json/show.ts';
import { isSavedBuffer } from './buffers.ts';

/** A tensor in a safetensors file. */
export interface TensorEntry {
  name: string;
  file: string;
  dtype: StoredType;
  shape: number[];
  /** First byte in the file. */
  start: number;
  /** The byte after the last. */
  end: number;
}

/** The format's own limit. */
const maxHeaderBytes = 100_000_000;

/** Bytes before the header: its length, 64 bits, little-endian. */
export const prefixBytes = 8;

const again = 'download the file again';
const saveAgain = 'save the checkpoint again with the safetensors library';
const size = v.pipe(v.number(saveAgain), v.safeInteger(saveAgain), v.minValue(0, saveAgain));
const entrySchema = v.object(
  {
    dtype: v.picklist(storedTypes, `choose a checkpoint with ${storedInWords} weights, not a quantized one`),
    shape: v.array(size, saveAgain),
    data_offsets: v.strictTuple([size, size], saveAgain),
  },
  saveAgain,
);
/** Buffers may have types that no weight has. */
const bufferSchema = v.object({ data_offsets: entrySchema.entries.data_offsets }, saveAgain);
const metadataSchema = v.nullish(v.record(v.string(), v.string(saveAgain), saveAgain));

/**
 * The header's length in bytes, from the first 8 bytes of a file of `fileBytes`.
 *
 * @throws Refusal ('bad-checkpoint') unless such a header can exist in the file.
 */
export function headerLength(prefix: Uint8Array, file: string, fileBytes: number): number {
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  if (length > fileBytes - prefixBytes) {
    refuse('bad-checkpoint', `${file}: header length is ${length}, beyond the file's ${fileBytes} bytes; ${again}`);
  }
  if (length < 2 || length > maxHeaderBytes) {
    refuse('bad-checkpoint', `${file}: header length is ${length}, not from 2 to ${maxHeaderBytes}; ${saveAgain}`);
  }
  return Number(length);
}

/**
 * The tensors of a safetensors file of `fileBytes`, in the order of their bytes, from its header, whose JSON text is
 * `text` and after which the data start at byte `dataStart`.
 *
 * @throws Refusal ('bad-checkpoint') unless they fill the file behind the header exactly: each as long as its type and
 * shape say, no overlap, no gap. Saved buffers are left out: {@link isSavedBuffer}.
 */
export function parseHeader(text: string, dataStart: number, file: string, fileBytes: number): TensorEntry[] {
  const { __metadata__: metadata, ...fields } = parseObject(text, `${file}: header`);
  checked(metadataSchema, metadata, file, '__metadata__');
  const spans: Span[] = [];
  const tensors: TensorEntry[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (isSavedBuffer(name)) {
      const [begin, end] = checked(bufferSchema, field, file, named(name)).data_offsets;
      spans.push({ name, start: dataStart + begin, end: dataStart + end });
    } else {
      const tensor = parseEntry(name, field, file, dataStart);
      spans.push(tensor);
      tensors.push(tensor);
    }
  }
  checkLayout(spans.toSorted(byStart), file, dataStart, fileBytes);
  return tensors.toSorted(byStart);
}

/** Where a tensor or a buffer lies in its file. */
type Span = Pick<TensorEntry, 'name' | 'start' | 'end'>;

function byStart(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/** Bytes in a file of a tensor of so many elements. */
export function storedBytes(dtype: StoredType, shape: readonly number[]): number {
  const { block } = formatOf(dtype).stored;
  return Math.ceil(shape.reduce((product, extent) => product * extent, 1) / block.elements) * block.bytes;
}

function parseEntry(name: string, field: unknown, file: string, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = checked(entrySchema, field, file, named(name));
  const [begin, end] = offsets;
  const bytes = storedBytes(dtype, shape);
  if (end - begin !== bytes) {
    const claim = `data_offsets is ${shown(offsets)}, but ${dtype} ${shown(shape)} takes ${bytes} bytes`;
    refuse('bad-checkpoint', `${file}: ${named(name)} ${claim}; ${saveAgain}`);
  }
  return { name, file, dtype, shape, start: dataStart + begin, end: dataStart + end };
}

function checkLayout(spans: Span[], file: string, dataStart: number, fileBytes: number): void {
  let position = dataStart;
  let before = 'the header';
  for (const { name, start, end } of spans) {
    if (start !== position) {
      const fault = start < position ? 'overlap' : 'leave a gap';
      refuse('bad-checkpoint', `${file}: data_offsets of ${before} and ${named(name)} ${fault}; ${saveAgain}`);
    }
    position = end;
    before = named(name);
  }
  if (position !== fileBytes) {
    const claim = `data_offsets end at byte ${position} of the file, which has ${fileBytes}`;
    refuse('bad-checkpoint', `${file}: ${claim}; ${again}`);
  }
}
