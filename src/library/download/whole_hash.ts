import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import type { RunningHash } from '../hashing.ts';
import type { BlockFile } from '../store/block_file.ts';

/** The SHA-256 of a whole file, from its blocks on disk, in their order, while later ones are still being fetched. */
export class WholeHash {
  #next = 0;
  #ended = false;
  /** Of the block that was hashed last. */
  #memory: Bytes | null = null;
  #following = Promise.resolve();

  constructor(
    readonly file: BlockFile,
    /** The blocks that are here. A block that turns out to be wrong is deleted, and leaves this map. */
    readonly committed: Map<number, string>,
    readonly hash: RunningHash,
  ) {}

  /** Hashes the blocks that follow without a gap; to be called whenever one was added. */
  follow(): void {
    this.#following = this.#following.then(() => this.#advance());
    // A failure is for whoever waits in `caughtUp`.
    this.#following.catch(() => {});
  }

  /** Resolves once all blocks without a gap are hashed: whether they were all blocks. */
  async caughtUp(): Promise<boolean> {
    await this.#following;
    return this.#next === this.file.count;
  }

  /** In hex, once {@link caughtUp} with all blocks. */
  digest(): Promise<string> {
    return this.hash.digest();
  }

  /** Stops hashing; to be called in any case. */
  end(): void {
    this.#ended = true;
    this.hash.end();
  }

  async #advance(): Promise<void> {
    this.#memory ??= this.file.memory();
    for (let hash = this.#nextHash(); hash !== undefined && !this.#ended; hash = this.#nextHash()) {
      const bytes = await this.file.read(this.#next, hash, this.#memory);
      if (!bytes) {
        this.committed.delete(this.#next);
        return;
      }
      this.#memory = await this.hash.update(bytes);
      this.#next++;
    }
  }

  #nextHash(): string | undefined {
    return this.committed.get(this.#next);
  }
}
