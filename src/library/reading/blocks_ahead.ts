import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import type { BlockFile } from '../store/block_file.ts';

/** Blocks that are read and hashed while an earlier one is used: two keep disk, digest and GPU busy at once. */
const depth = 2;

interface Reading {
  memory: Bytes;
  bytes: Promise<Bytes | null>;
}

/** Reads blocks in order, ahead of whoever takes them. Memory is used again: fresh memory costs more time than reading does. */
export class BlocksAhead {
  readonly #reads = new Map<number, Reading>();
  readonly #free: Bytes[] = [];
  /** Of the block that was answered with last. */
  #lent: Bytes | null = null;

  constructor(
    readonly blocks: BlockFile,
    /** The last block that is wanted. */
    readonly last: number,
  ) {}

  /**
   * As {@link BlockFile.read}, of one that is in `committed`. Begins with those behind it, as far as they are there, too. The bytes
   * are valid until the next call.
   */
  read(index: number, committed: ReadonlyMap<number, string>): Promise<Bytes | null> {
    if (this.#lent) this.#free.push(this.#lent);
    for (let next = index; next <= Math.min(index + depth, this.last); next++) {
      const hash = committed.get(next);
      if (hash === undefined) break;
      if (this.#reads.has(next)) continue;
      const memory = this.#free.pop() ?? this.blocks.memory();
      this.#reads.set(next, { memory, bytes: this.blocks.read(next, hash, memory) });
    }
    const { memory, bytes } = this.#reads.get(index)!;
    this.#reads.delete(index);
    this.#lent = memory;
    return bytes;
  }

  /** Waits for what is still being read: a file that is open cannot be deleted. */
  async end(): Promise<void> {
    await Promise.allSettled([...this.#reads.values()].map(({ bytes }) => bytes));
  }
}
