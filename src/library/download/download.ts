import { refuseIfStopped } from '../../model/checkpoint/sources/stream.ts';
import type { Retry } from '../../model/checkpoint/sources/http/patience.ts';
import type { Source } from '../../model/checkpoint/sources/source.ts';
import { bytes as inWords } from '../../format.ts';
import { Refusal, refuse, type Failure } from '../../result.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import type { ModelId } from '../contract.ts';
import { acquire, lockNames } from '../locks.ts';
import type { BlockFile } from '../store/block_file.ts';
import type { ModelStore } from '../store/model_store.ts';
import type { ModelRecord, RecordedFile } from '../store/record.ts';
import { endOfRun, fetchBlocks, receiveBlocks, unchangedStat } from './fetch_blocks.ts';
import { pinned } from './origin.ts';
import { WholeHash } from './whole_hash.ts';

export interface DownloadSource {
  /** In place of the recorded one, which lacks what may be secret. */
  address: Address | undefined;
  access: HubAccess;
}

export interface DownloadEvents {
  /** The source waits, and why. */
  onRetry: (retry: Retry) => void;
  /** So many bytes have arrived. */
  onBytes: (bytes: number) => void;
  /** A file or some of it is fetched again, and why. */
  onAnew: (why: Failure) => void;
}

/** A file that is another one each time it is asked for is not fetched more often than this. */
const maxStarts = 3;

/**
 * Makes a kept model complete: fetches what is missing, and compares whole files with their hashes.
 *
 * @throws Refusal: 'stopped' when `signal` is aborted or the model is no longer kept, or as the source and the disk do.
 */
export async function download(
  store: ModelStore,
  id: ModelId,
  from: DownloadSource,
  signal: AbortSignal,
  events: DownloadEvents,
): Promise<void> {
  const release = await acquire(store.platform, lockNames.model(id), { mode: 'shared', signal });
  try {
    const record = await recordOf(store, id);
    const { onRetry } = events;
    const source = store.platform.open(pinned(from.address ?? record.address, record.revision), from.access, {
      onRetry,
    });
    for (const { path } of record.files) {
      const file = new FileDownload(store, id, path, source, signal, events);
      await file.run();
    }
    await store.update(id, ({ files, completed, wantedAt }) => {
      const complete = files.every(({ checked }) => checked);
      return { completed: completed || complete, wantedAt: complete ? null : wantedAt };
    });
  } finally {
    release();
  }
}

async function recordOf(store: ModelStore, id: ModelId): Promise<ModelRecord> {
  return (await store.record(id)) ?? refuse('stopped', 'The model was deleted');
}

class FileDownload {
  constructor(
    readonly store: ModelStore,
    readonly id: ModelId,
    readonly path: string,
    readonly source: Source,
    readonly signal: AbortSignal,
    readonly events: DownloadEvents,
  ) {}

  async run(): Promise<void> {
    const { store, id, path, signal } = this;
    const release = await acquire(store.platform, lockNames.file(id, path), { signal });
    try {
      for (let starts = 1; ; starts++) {
        const wrong = await this.#complete(await this.#blocks());
        if (!wrong) return;
        if (starts === maxStarts) throw new Refusal(wrong);
        await this.#startAnew(wrong);
      }
    } finally {
      release();
    }
  }

  async #blocks(): Promise<BlockFile> {
    const { files } = await recordOf(this.store, this.id);
    const file = files.find(({ path }) => path === this.path);
    const blocks = file && (await this.store.blocks(this.id, file));
    return blocks ?? refuse('stopped', 'The model was deleted');
  }

  /** Answers why the file has to be fetched anew, null when it is complete and right. */
  async #complete(blocks: BlockFile): Promise<Failure | null> {
    const committed = await blocks.committed();
    if (blocks.file.checked && committed.size === blocks.count) return null;
    const published = blocks.file.sha256;
    try {
      const sha256 = await this.#fetchAndHash(blocks, committed);
      if (published !== null && sha256 !== published) await this.#mend(blocks, committed, published);
      await this.store.updateFile(this.id, this.path, { sha256: published ?? sha256, checked: true });
      return null;
    } catch (error) {
      if (error instanceof Refusal && error.failure.kind === 'changed') return error.failure;
      throw error;
    }
  }

  /**
   * A file of which something came wrong: its one hash does not tell which block. They are fetched again one at a time, and exchanged
   * where they differ, until the file has its hash.
   */
  async #mend(blocks: BlockFile, committed: Map<number, string>, published: string): Promise<void> {
    const { source, signal, events, path } = this;
    const tell = (what: string, index: number) => {
      const again = `${inWords(blocks.start(index))} of ${inWords(blocks.file.bytes)}`;
      events.onAnew({ kind: 'bad-checkpoint', message: `${path}: something came wrong; ${what} again: ${again}` });
    };
    await unchangedStat(source, blocks.file);
    let exchanged = 0;
    let hashed = true;
    for (let index = 0; index < blocks.count; index++) {
      tell('blocks are fetched', index);
      const run = { first: index, last: index + 1, signal, onBytes: events.onBytes };
      for await (const { bytes } of receiveBlocks(source, blocks, run)) {
        const before = committed.get(index)!;
        const hash = await blocks.exchange(index, before, bytes);
        committed.set(index, hash);
        if (hash === before) continue;
        exchanged++;
        hashed = false;
      }
      // Hashing all of it takes a while: where many are wrong, it waits until twice as many are exchanged, or all.
      const isDue = isPowerOfTwo(exchanged) || index + 1 === blocks.count;
      if (hashed || !isDue) continue;
      hashed = true;
      if ((await this.#fetchAndHash(blocks, committed)) !== published) continue;
      return tell('what was wrong was fetched', index + 1);
    }
    const remedy = 'try another network or another source';
    refuse('bad-checkpoint', `${path}: does not have the published SHA-256, though it was fetched twice; ${remedy}`);
  }

  /** Fetches what is not in `committed`, and answers the hash of the whole file. */
  async #fetchAndHash(blocks: BlockFile, committed: Map<number, string>): Promise<string> {
    const whole = new WholeHash(blocks, committed, this.store.platform.startHash());
    try {
      whole.follow();
      for (;;) {
        refuseIfStopped(this.signal);
        const first = firstMissing(committed, blocks.count);
        if (first !== null) await this.#fetch(blocks, committed, first, whole);
        // A block on disk may have been found wrong meanwhile, and is missing then.
        else if (await whole.caughtUp()) return await whole.digest();
      }
    } finally {
      whole.end();
    }
  }

  /** Fetches the run of missing blocks that begins at `first`. */
  async #fetch(blocks: BlockFile, committed: Map<number, string>, first: number, whole: WholeHash): Promise<void> {
    const { source, signal, events } = this;
    await unchangedStat(source, blocks.file);
    const last = endOfRun(committed, first, blocks.count);
    for await (const block of fetchBlocks(source, blocks, { first, last, signal, onBytes: events.onBytes })) {
      committed.set(block.index, block.hash);
      whole.follow();
      refuseIfStopped(signal);
    }
  }

  async #startAnew(why: Failure): Promise<void> {
    this.events.onAnew(why);
    const before = await this.#blocks();
    const stat = await this.source.stat(this.path);
    if (!stat) refuse('unreachable', `${this.path}: is gone from ${this.source.name}; choose another source`);
    const changes: Partial<RecordedFile> = { ...stat, published: stat.sha256 !== null, checked: false };
    await this.store.updateFile(this.id, this.path, changes);
    await before.deleteAll();
  }
}

function firstMissing(committed: ReadonlyMap<number, string>, count: number): number | null {
  for (let index = 0; index < count; index++) {
    if (!committed.has(index)) return index;
  }
  return null;
}

function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}
