import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { pickFolder, shardName, writeTinyCheckpoint } from '../../../../e2e/fixtures/tiny_checkpoint.ts';
import { blockBytes, readTensors, type Block } from './blocks.ts';
import { openCheckpoint, type Checkpoint } from '../checkpoint.ts';
import { ContentHash } from './hash.ts';
import { fileSource } from '../sources/files.ts';
import { slice } from '../sources/stream.ts';
import type { Source } from '../sources/source.ts';

/** Its embedding has 4,800,000 bytes, a block and a part; lm_head.weight, its copy, lies between needed tensors. */
let checkpoint: Checkpoint;
let dir: string;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'blocks-'));
  await writeTinyCheckpoint(dir, {
    config: { vocab_size: 50000 },
    shards: 2,
    tensors: ([embedding, ...rest]) => [
      embedding!,
      ...rest.slice(0, 7),
      { ...embedding!, name: 'lm_head.weight', copyOf: embedding!.name },
      ...rest.slice(7),
    ],
  });
  checkpoint = await openCheckpoint(fileSource('picked', await pickFolder(dir)));
  for (const file of [shardName(0, 2), shardName(1, 2)]) {
    files.set(file, await readFile(join(dir, file)));
  }
});
afterAll(() => rm(dir, { recursive: true }));

const never = new AbortController().signal;

async function readAll(from: Checkpoint): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of readTensors(from, { signal: never })) blocks.push({ ...block, bytes: block.bytes.slice() });
  return blocks;
}

/** The checkpoint's files, 64 KiB at a time, cut off at `end`; counts what is asked for and read. */
function counted(end = Infinity) {
  const counts = { requests: [] as string[], bytesRead: 0, cancelled: 0 };
  const source: Source = {
    ...checkpoint.source,
    async stream(path, start, stop, signal) {
      counts.requests.push(`${path} ${start} ${stop}`);
      let at = start;
      const limit = Math.min(files.get(path)!.byteLength, end);
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          const chunk = files.get(path)!.subarray(at, Math.min(at + 65536, limit));
          at += chunk.byteLength;
          counts.bytesRead += chunk.byteLength;
          if (chunk.byteLength > 0) controller.enqueue(new Uint8Array(chunk));
          else controller.close();
        },
        cancel() {
          counts.cancelled++;
        },
      });
      return slice(body, { origin: path, skip: 0, length: stop - start, signal });
    },
  };
  return { counts, checkpoint: { ...checkpoint, source } };
}

test('gives every byte of every needed tensor, in blocks of 4 MiB, with one request a file', async () => {
  const { counts, checkpoint: from } = counted();
  const blocks = await readAll(from);

  const order = [...new Set(blocks.map(({ tensor }) => tensor))];
  expect(order).toEqual(checkpoint.tensors);
  expect(order.some(({ name }) => name === 'lm_head.weight')).toBe(false);
  for (const tensor of order) {
    const own = blocks.filter((block) => block.tensor === tensor);
    expect(own.map(({ offset }) => offset)).toEqual(own.map((_, i) => i * blockBytes));
    expect(own.slice(0, -1).every(({ bytes }) => bytes.byteLength === blockBytes)).toBe(true);
    const whole = Buffer.concat(own.map(({ bytes }) => bytes));
    expect(whole.equals(files.get(tensor.file)!.subarray(tensor.start, tensor.end)), tensor.name).toBe(true);
  }
  expect(blocks[0]!.bytes.byteLength).toBe(blockBytes);
  expect(blocks[1]!.bytes.byteLength).toBe(4_800_000 - blockBytes);

  expect(counts.requests).toEqual(
    [shardName(0, 2), shardName(1, 2)].map((file) => {
      const own = checkpoint.tensors.filter((tensor) => tensor.file === file);
      return `${file} ${own[0]!.start} ${own.at(-1)!.end}`;
    }),
  );
});

test('reads no further ahead than a few chunks, and lets go when the reader stops', async () => {
  const { counts, checkpoint: from } = counted();
  for await (const { bytes } of readTensors(from, { signal: never })) {
    expect(counts.bytesRead).toBeLessThanOrEqual(bytes.byteLength + 4 * 65536);
    break;
  }
  expect(counts.cancelled).toBe(1);
  expect(counts.requests).toHaveLength(1);
});

test('refuses a file that ends early, with its name and bytes', async () => {
  const { checkpoint: from } = counted(1_000_000);
  const first = checkpoint.tensors[0]!.start;
  const needed = checkpoint.tensors.findLast(({ file }) => file === shardName(0, 2))!.end - first;
  const { kind, message } = await refusalOf(() => readAll(from));
  expect(kind).toBe('unreachable');
  expect(message).toContain(`${shardName(0, 2)}: ended after ${1_000_000 - first} of ${needed} bytes`);
});

test('stops between blocks and says so', async () => {
  const stop = new AbortController();
  const { checkpoint: from } = counted();
  const offsets: number[] = [];
  const { kind, message } = await refusalOf(async () => {
    for await (const { offset } of readTensors(from, { signal: stop.signal })) {
      offsets.push(offset);
      stop.abort();
    }
  });
  expect(kind).toBe('stopped');
  expect(message).toContain('stopped');
  expect(offsets).toEqual([0]);
});

test('the content hash is the SHA-256 tree it is said to be', async () => {
  const content = await ContentHash.start(checkpoint);
  const blocks = await readAll(checkpoint);
  await Promise.all(blocks.toReversed().map((block) => content.add(block)));

  const sha256 = (...parts: (string | Uint8Array)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const tensors = checkpoint.tensors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const leaves = tensors.map((tensor) => {
    const digests = blocks.filter((block) => block.tensor === tensor).map(({ bytes }) => sha256(bytes));
    return sha256(JSON.stringify([tensor.name, tensor.dtype, tensor.shape]), '\0', ...digests);
  });
  const { config } = checkpoint;
  const sorted = Object.fromEntries(Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  expect(await content.finish(config)).toBe(sha256(JSON.stringify(sorted), '\0', ...leaves).toString('hex'));
});
