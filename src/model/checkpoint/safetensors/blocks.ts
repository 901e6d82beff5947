import { formatOf } from '../../../kernels/formats/formats.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { isPartType, type TensorEntry } from './safetensors.ts';
import { ByteReader } from '../sources/byte_reader.ts';
import type { Bytes, Source } from '../sources/source.ts';
import { refuseIfStopped } from '../sources/stream.ts';

/** Upper bound of a block's bytes. */
export const blockBytes = 4 * 2 ** 20;

/** Bytes of every block of a tensor but its last: whole units of its format, or whole words. What is uploaded at a time, and a leaf of the content hash. */
export function blockBytesOf(dtype: TensorEntry['dtype']): number {
  if (isPartType(dtype)) return blockBytes;
  const { unit, stored } = formatOf(dtype);
  const unitBytes = (unit.elements / stored.block.elements) * stored.block.bytes;
  return Math.floor(blockBytes / unitBytes) * unitBytes;
}

export interface Block {
  tensor: TensorEntry;
  /** Bytes from the tensor's start, a multiple of {@link blockBytesOf}. */
  offset: number;
  /** Valid until the next block: its memory is used again. */
  bytes: Bytes;
}

/** The bytes of a block in whole units of its type, or whole words, as the GPU takes them. */
export function unitsOf({ tensor: { dtype }, bytes }: Block): Bytes {
  return isPartType(dtype) ? bytes : formatOf(dtype).stored.toUnits(bytes);
}

/**
 * Streams all weights of a checkpoint: each file once, from the first byte needed to the last, in order. Memory holds one
 * block and what the source has read ahead.
 *
 * @throws Refusal: 'unreachable' when a file breaks off or ends early, 'stopped' when `signal` is aborted.
 */
export async function* readTensors(
  { source, tensors }: Checkpoint,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<Block, void, void> {
  for (const file of new Set(tensors.map((tensor) => tensor.file))) {
    const ofFile = tensors.filter((tensor) => tensor.file === file);
    yield* readFile(source, file, ofFile, signal);
  }
}

/** `tensors` belong to one file, in the order of their bytes. */
async function* readFile(
  source: Source,
  file: string,
  tensors: TensorEntry[],
  signal: AbortSignal,
): AsyncGenerator<Block, void, void> {
  let position = tensors[0]!.start;
  const reader = new ByteReader(await source.stream(file, position, tensors.at(-1)!.end, signal));
  const memory = new Uint8Array(blockBytes);
  try {
    for (const tensor of tensors) {
      await reader.skip(tensor.start - position);
      position = tensor.end;
      const step = blockBytesOf(tensor.dtype);
      for (let start = tensor.start; start < tensor.end; start += step) {
        const bytes = await reader.take(Math.min(step, tensor.end - start), memory);
        refuseIfStopped(signal);
        yield { tensor, offset: start - tensor.start, bytes };
      }
    }
  } finally {
    await reader.cancel();
  }
}
