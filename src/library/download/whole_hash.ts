import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BlockFile } from '../store/block_file.ts';

/**
 * The SHA-256 of a whole file, from its blocks on disk, in their order, while later ones are still being fetched. The browser's own
 * digest takes a message whole, so this one is computed in script.
 */
export class WholeHash {
  readonly #sha = sha256.create();
  #next = 0;

  constructor(readonly file: BlockFile) {}

  get done(): boolean {
    return this.#next === this.file.count;
  }

  /** Adds the blocks that follow without a gap. One that is wrong is deleted, from `committed` too, and ends the gapless part. */
  async advance(committed: Map<number, string>, signal: AbortSignal): Promise<void> {
    for (let hash = committed.get(this.#next); hash !== undefined; hash = committed.get(this.#next)) {
      if (signal.aborted) return;
      const bytes = await this.file.read(this.#next, hash);
      if (!bytes) {
        committed.delete(this.#next);
        return;
      }
      this.#sha.update(bytes);
      this.#next++;
    }
  }

  /** In hex, once {@link done}. */
  digest(): string {
    return bytesToHex(this.#sha.digest());
  }
}
