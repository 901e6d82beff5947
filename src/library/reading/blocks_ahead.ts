import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import type { BlockFile } from '../store/block_file.ts';

/** Blocks that are read and hashed while an earlier one is used: two keep disk, digest and GPU busy at once. */
const depth = 2;

/** Reads blocks in order, ahead of whoever takes them. */
export class BlocksAhead {
  readonly #reads = new Map<number, Promise<Bytes | null>>();

  constructor(
    readonly blocks: BlockFile,
    /** The last block that is wanted. */
    readonly last: number,
  ) {}

  /** As {@link BlockFile.read}, of one that is in `committed`. Begins with those behind it, as far as they are there, too. */
  read(index: number, committed: ReadonlyMap<number, string>): Promise<Bytes | null> {
    for (let next = index; next <= Math.min(index + depth, this.last); next++) {
      const hash = committed.get(next);
      if (hash === undefined) break;
      if (!this.#reads.has(next)) this.#reads.set(next, this.blocks.read(next, hash));
    }
    const read = this.#reads.get(index)!;
    this.#reads.delete(index);
    return read;
  }
}
