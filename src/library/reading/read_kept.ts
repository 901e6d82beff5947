import type { Bytes, Source } from '../../model/checkpoint/sources/source.ts';
import { refuseIfStopped } from '../../model/checkpoint/sources/stream.ts';
import { Refusal, refuse } from '../../result.ts';
import type { ModelId } from '../contract.ts';
import { endOfRun, fetchBlocks, unchangedStat } from '../download/fetch_blocks.ts';
import { acquire, acquireIfFree, lockNames } from '../locks.ts';
import type { BlockFile } from '../store/block_file.ts';
import type { ModelStore } from '../store/model_store.ts';
import type { RecordedFile } from '../store/record.ts';
import { BlocksAhead } from './blocks_ahead.ts';

interface Wanted {
  id: ModelId;
  origin: Source;
  path: string;
  start: number;
  end: number;
  signal: AbortSignal;
  /** Refuses a file that is not the one looked at before. */
  checkVersion: (file: RecordedFile) => void;
}

/**
 * Bytes `start` up to `end` of a file, block by block. A block that is here is compared with its hash; one that is wrong is deleted
 * and fetched again. One that is not here is awaited while somebody fetches the file, and else fetched and kept.
 *
 * @throws Refusal: 'unreachable' when the model is deleted meanwhile, or as the source, the disk and `signal` do.
 */
export async function* readKept(store: ModelStore, wanted: Wanted): AsyncGenerator<Bytes, void, void> {
  const { id, origin, path } = wanted;
  const deleted = new AbortController();
  const stopListening = store.notices.listen((notice) => {
    if (notice.kind === 'let-go' && notice.id === id) deleted.abort();
  });
  let release: (() => void) | null = null;
  try {
    const signal = AbortSignal.any([wanted.signal, deleted.signal]);
    release = await acquire(store.platform, lockNames.model(id), { mode: 'shared', signal });
    const file = (await store.record(id))?.files.find((file) => file.path === path);
    const blocks = file && (await store.blocks(id, file));
    if (file) wanted.checkVersion(file);
    if (blocks) yield* new KeptRange(store, blocks, { ...wanted, signal }).read();
    else yield* bytesOf(await origin.stream(path, wanted.start, wanted.end, signal));
  } catch (error) {
    if (error instanceof Refusal && deleted.signal.aborted && !wanted.signal.aborted) {
      refuse('unreachable', `${origin.name} was deleted from this device while it was being read; load it again`);
    }
    throw error;
  } finally {
    stopListening();
    release?.();
  }
}

class KeptRange {
  #position: number;
  #committed = new Map<number, string>();
  /** The hashes of blocks that were wrong, and that they must have when they are fetched again. */
  readonly #expected = new Map<number, string>();
  #unchanged = false;

  constructor(
    readonly store: ModelStore,
    readonly blocks: BlockFile,
    readonly wanted: Wanted,
  ) {
    this.#position = wanted.start;
  }

  async *read(): AsyncGenerator<Bytes, void, void> {
    const { end, signal } = this.wanted;
    const ahead = new BlocksAhead(this.blocks, this.#indexOf(end - 1));
    this.#committed = await this.blocks.committed();
    try {
      while (this.#position < end) {
        refuseIfStopped(signal);
        const index = this.#indexOf(this.#position);
        const hash = this.#committed.get(index);
        if (hash === undefined) {
          yield* this.#readMissing(index);
          continue;
        }
        const bytes = await ahead.read(index, this.#committed);
        if (bytes) {
          yield this.#take(index, bytes);
        } else {
          this.#expected.set(index, hash);
          this.#committed.delete(index);
        }
      }
    } finally {
      await ahead.end();
    }
  }

  /** Bytes from a missing block on, or none when it has come meanwhile. */
  async *#readMissing(index: number): AsyncGenerator<Bytes, void, void> {
    if (!this.#isWorthFetching(index)) {
      yield* this.#passThrough(index);
      return;
    }
    const { store, blocks } = this;
    const release = await acquireIfFree(store.platform, lockNames.file(blocks.id, blocks.file.path));
    if (!release) {
      await this.#awaitOther(index);
      this.#committed = await blocks.committed();
      return;
    }
    try {
      this.#committed = await blocks.committed();
      if (!this.#committed.has(index)) yield* this.#fetch(index);
    } finally {
      release();
    }
  }

  async *#fetch(first: number): AsyncGenerator<Bytes, void, void> {
    const { origin, end, signal } = this.wanted;
    await this.#checkOrigin();
    const final = this.#indexOf(end - 1);
    const last = endOfRun(this.#committed, first, this.#isWorthFetching(final) ? final + 1 : final);
    for await (const block of fetchBlocks(origin, this.blocks, { first, last, expected: this.#expected, signal })) {
      this.#committed.set(block.index, block.hash);
      yield this.#take(block.index, block.bytes);
    }
  }

  async *#passThrough(index: number): AsyncGenerator<Bytes, void, void> {
    const { origin, path, end, signal } = this.wanted;
    await this.#checkOrigin();
    const until = Math.min(end, this.blocks.start(index + 1));
    const stream = await origin.stream(path, this.#position, until, signal);
    this.#position = until;
    yield* bytesOf(stream);
  }

  /** Waits until somebody who fetches this file has the block, or no longer fetches. */
  async #awaitOther(index: number): Promise<void> {
    const { store, blocks } = this;
    const done = new AbortController();
    const signal = AbortSignal.any([this.wanted.signal, done.signal]);
    let stopListening!: () => void;
    const arrived = new Promise<void>((resolve) => {
      stopListening = store.notices.listen((notice) => {
        const isFile = notice.kind === 'block' && notice.id === blocks.id && notice.folder === blocks.folder;
        if (isFile && notice.index === index) resolve();
      });
    });
    try {
      // It may have come before anybody listened.
      if ((await blocks.committed()).has(index)) return;
      const free = acquire(store.platform, lockNames.file(blocks.id, blocks.file.path), { signal });
      await Promise.race([arrived, free.then((release) => release())]);
    } finally {
      stopListening();
      done.abort();
    }
  }

  async #checkOrigin(): Promise<void> {
    if (this.#unchanged) return;
    await unchangedStat(this.wanted.origin, this.blocks.file);
    this.#unchanged = true;
  }

  /** What of a block is wanted next. */
  #take(index: number, bytes: Bytes): Bytes {
    const start = this.blocks.start(index);
    const part = bytes.subarray(this.#position - start, this.wanted.end - start);
    this.#position += part.byteLength;
    return part;
  }

  /** Megabytes for a header would make inspection slow. What was here once is mended. */
  #isWorthFetching(index: number): boolean {
    const { start, end } = this.wanted;
    const wanted = Math.min(end, this.blocks.start(index + 1)) - Math.max(start, this.blocks.start(index));
    return 2 * wanted >= this.blocks.length(index) || this.#expected.has(index);
  }

  #indexOf(position: number): number {
    return Math.floor(position / this.blocks.file.blockBytes);
  }
}

async function* bytesOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes, void, void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
