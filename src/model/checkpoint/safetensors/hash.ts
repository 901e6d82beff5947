import { blockBytesOf, type Block } from './blocks.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import type { TensorEntry } from './safetensors.ts';
import type { Bytes } from '../sources/source.ts';

/**
 * A model's content hash, a tree of SHA-256: of each block of each tensor; of each tensor's name, type, shape and blocks;
 * of the config and all tensors by name. It depends neither on the files and their order nor on the order of the blocks.
 */
export class ContentHash {
  readonly #digests = new Map<TensorEntry, Bytes>();

  /** Resolves when the block has been digested and its bytes may be reused. */
  async add({ tensor, offset, bytes }: Block): Promise<void> {
    let digests = this.#digests.get(tensor);
    if (!digests) {
      digests = new Uint8Array(digestBytes * Math.ceil((tensor.end - tensor.start) / blockBytesOf(tensor.dtype)));
      this.#digests.set(tensor, digests);
    }
    digests.set(await sha256(bytes), digestBytes * (offset / blockBytesOf(tensor.dtype)));
  }

  /** The hash in hexadecimal, once every block of every tensor has been added and its promise has resolved. */
  async finish(config: ModelConfig): Promise<string> {
    const tensors = [...this.#digests].toSorted(([a], [b]) => (a.name < b.name ? -1 : 1));
    const leaves = await Promise.all(
      tensors.map(([{ name, dtype, shape }, digests]) => sha256(join(JSON.stringify([name, dtype, shape]), [digests]))),
    );
    const keys = [...Object.keys(config), ...Object.keys(config.yarn ?? {})].toSorted();
    const root = await sha256(join(JSON.stringify(config, keys), leaves));
    return Array.from(root, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

const digestBytes = 32;

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
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
