import { ByteReader } from '../../model/checkpoint/sources/byte_reader.ts';
import type { Bytes, FileStat, Source } from '../../model/checkpoint/sources/source.ts';
import { refuse } from '../../result.ts';
import type { BlockFile } from '../store/block_file.ts';
import type { RecordedFile } from '../store/record.ts';

/** A block is appended in so many parts, of 256 KiB: piece by piece, as the network has them, downloads took longer. */
const partsOfBlock = 32;

interface Run {
  /** The first block that is wanted, and the block after the last. */
  first: number;
  last: number;
  /** What blocks that were here once have to be again, by index. */
  expected?: ReadonlyMap<number, string>;
  signal: AbortSignal;
  /** Called with the bytes of each piece that arrives. */
  onBytes?: (bytes: number) => void;
}

interface ReceivedBlock {
  index: number;
  /** Valid until the next block: its memory is used again. */
  bytes: Bytes;
}

/**
 * Fetches a run of blocks and keeps what comes of each part by part, so that a tab which dies loses no more than a part and what is
 * under way. Whoever calls holds the file's lock.
 *
 * @throws Refusal as the source, {@link PartFile} and {@link BlockFile.commit} do.
 */
export async function* fetchBlocks(
  source: Source,
  file: BlockFile,
  { first, last, expected, signal, onBytes }: Run,
): AsyncGenerator<ReceivedBlock & { hash: string }, void, void> {
  const memory = file.memory();
  const partBytes = Math.ceil(file.file.blockBytes / partsOfBlock);
  let part = await file.openPart(first);
  let reader: ByteReader | null = null;
  try {
    part.resume(memory.subarray(0, resumableBytes(file, first, expected)));
    const from = file.start(first) + part.bytes;
    reader = readerOf(await source.stream(file.file.path, from, file.start(last), signal), onBytes);
    for (let index = first; index < last; index++) {
      if (index > first) {
        part = await file.openPart(index);
        part.resume(memory.subarray(0, 0));
      }
      const bytes = memory.subarray(0, file.length(index));
      while (part.bytes < bytes.byteLength) {
        const next = bytes.subarray(part.bytes, part.bytes + partBytes);
        await reader.take(next.byteLength, next);
        await part.append(next);
      }
      yield { index, hash: await file.commit(index, part, bytes, expected?.get(index)), bytes };
    }
  } finally {
    part.close();
    await reader?.cancel();
  }
}

/**
 * How much of a block may be taken from what is there. After a power failure it may be wrong, which the hash of the file tells. One
 * byte at least is asked for: the source has to be there.
 */
function resumableBytes(blocks: BlockFile, index: number, expected?: ReadonlyMap<number, string>): number {
  const { sha256, checked } = blocks.file;
  return sha256 !== null && !checked && !expected?.has(index) ? blocks.length(index) - 1 : 0;
}

/** The bytes of a run of blocks, which are not kept. @throws Refusal as the source does */
export async function* receiveBlocks(
  source: Source,
  file: BlockFile,
  { first, last, signal, onBytes }: Run,
): AsyncGenerator<ReceivedBlock, void, void> {
  const stream = await source.stream(file.file.path, file.start(first), file.start(last), signal);
  const reader = readerOf(stream, onBytes);
  const memory = file.memory();
  try {
    for (let index = first; index < last; index++) {
      yield { index, bytes: await reader.take(file.length(index), memory) };
    }
  } finally {
    await reader.cancel();
  }
}

/** What the source says about a file today. Refuses with 'changed' when that is not what is recorded. */
export async function unchangedStat(source: Source, file: RecordedFile): Promise<FileStat> {
  const stat = await source.stat(file.path);
  if (!stat) refuse('unreachable', `${file.path}: is gone from ${source.name}; choose another source`);
  if (!isSameFile(stat, file)) {
    refuse(
      'changed',
      `${file.path}: has changed at ${source.name} since it was kept; resume its download to fetch it anew`,
    );
  }
  return stat;
}

/** The block after the run of missing blocks that begins at `first`, at most `end`. */
export function endOfRun(committed: ReadonlyMap<number, string>, first: number, end: number): number {
  let last = first;
  while (last < end && !committed.has(last)) last++;
  return last;
}

/** Of equal hashes the names do not count: a mirror has its own. What either side does not say is no difference. */
function isSameFile(now: FileStat, before: RecordedFile): boolean {
  if (now.bytes !== before.bytes) return false;
  if (now.sha256 !== null && before.sha256 !== null) return now.sha256 === before.sha256;
  return now.etag === null || before.etag === null || now.etag === before.etag;
}

function readerOf(stream: ReadableStream<Bytes>, onBytes?: (bytes: number) => void): ByteReader {
  return new ByteReader(onBytes ? counted(stream, onBytes) : stream);
}

/** Reads nothing ahead: what is not yet asked for is not fetched twice after a crash. */
function counted(stream: ReadableStream<Bytes>, onBytes: (bytes: number) => void): ReadableStream<Bytes> {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        onBytes(value.byteLength);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
