import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Checkpoint } from '../checkpoint.ts';
import { blockBytesOf, type Block } from './blocks.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import type { TensorEntry } from './safetensors.ts';
import type { Bytes } from '../sources/source.ts';

/** What of a checkpoint its hash is of. */
type Contents = Pick<Checkpoint, 'source' | 'tensors'>;

/**
 * A model's content hash, a tree of SHA-256: of each block of each tensor; of each tensor's name, type, shape and blocks;
 * of the config and all tensors by name. It depends neither on the files and their order nor on the order of the blocks.
 */
export class ContentHash {
  /** Of blocks, by tensor. */
  readonly #digests = new Map<TensorEntry, Bytes>();

  private constructor(
    private readonly checkpoint: Contents,
    /** Of whole tensors by name, as remembered for the very same bytes; null where they have to be computed. */
    private readonly known: Bytes[] | null,
  ) {}

  /** Bytes that have not changed since they were hashed are not hashed again. */
  static async start(checkpoint: Contents): Promise<ContentHash> {
    const known = await checkpoint.source.digests?.recall(filesOf(checkpoint), layoutOf(checkpoint));
    return new ContentHash(checkpoint, known?.map(hexToBytes) ?? null);
  }

  /** Resolves when the block has been digested. Its bytes may be used again at once: the browser has a copy. */
  async add({ tensor, offset, bytes }: Block): Promise<void> {
    if (this.known) return;
    let digests = this.#digests.get(tensor);
    if (!digests) {
      digests = new Uint8Array(digestBytes * Math.ceil((tensor.end - tensor.start) / blockBytesOf(tensor.dtype)));
      this.#digests.set(tensor, digests);
    }
    digests.set(await sha256(bytes), digestBytes * (offset / blockBytesOf(tensor.dtype)));
  }

  /** The hash in hexadecimal, once every block of every tensor has been added and its promise has resolved. */
  async finish(config: ModelConfig): Promise<string> {
    const leaves = this.known ?? (await this.#computed());
    const keys = [...Object.keys(config), ...Object.keys(config.yarn ?? {})].toSorted();
    return bytesToHex(await sha256(join(JSON.stringify(config, keys), leaves)));
  }

  async #computed(): Promise<Bytes[]> {
    const tensors = [...this.#digests].toSorted(([a], [b]) => (a.name < b.name ? -1 : 1));
    const leaves = await Promise.all(
      tensors.map(([{ name, dtype, shape }, digests]) => sha256(join(JSON.stringify([name, dtype, shape]), [digests]))),
    );
    const { source } = this.checkpoint;
    await source.digests?.remember(filesOf(this.checkpoint), layoutOf(this.checkpoint), leaves.map(bytesToHex));
    return leaves;
  }
}

const digestBytes = 32;

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function filesOf({ tensors }: Contents): string[] {
  return [...new Set(tensors.map(({ file }) => file))];
}

/** All that the digests of tensors depend on beside the bytes of the files. */
function layoutOf({ tensors }: Contents): string {
  return JSON.stringify(
    tensors.map(({ name, dtype, shape, file, start, end }) => [
      name,
      dtype,
      shape,
      file,
      start,
      end,
      blockBytesOf(dtype),
    ]),
  );
}

/** JSON text, a zero byte, which JSON text never has, and digests. */
function join(text: string, digests: Bytes[]): Bytes {
  const head = new TextEncoder().encode(`${text}\0`);
  const bytes = new Uint8Array(digests.reduce((sum, digest) => sum + digest.byteLength, head.byteLength));
  bytes.set(head);
  let at = head.byteLength;
  for (const digest of digests) {
    bytes.set(digest, at);
    at += digest.byteLength;
  }
  return bytes;
}
