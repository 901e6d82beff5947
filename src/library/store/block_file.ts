import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { refuse } from '../../result.ts';
import type { ModelId } from '../contract.ts';
import type { Notices } from '../notices.ts';
import { ifFound, readFile } from './files.ts';
import { folderName } from './names.ts';
import { PartFile, writeFile } from './part_file.ts';
import type { RecordedFile } from './record.ts';

/** A block's name once it is complete: its index and the SHA-256 of its bytes. */
const committedName = /^(\d{1,9})\.([0-9a-f]{64})$/;

/** One version of a file, in blocks that never change. The names in its folder say which are here. */
export class BlockFile {
  readonly folder: string;
  /** Blocks in the whole file. */
  readonly count: number;
  #handle: FileSystemDirectoryHandle | null = null;

  constructor(
    readonly id: ModelId,
    readonly file: RecordedFile,
    readonly model: FileSystemDirectoryHandle,
    readonly notices: Notices,
  ) {
    this.folder = folderName(file);
    this.count = Math.ceil(file.bytes / file.blockBytes);
  }

  /** Bytes of the file before a block. */
  start(index: number): number {
    return Math.min(index * this.file.blockBytes, this.file.bytes);
  }

  /** Bytes of a block. */
  length(index: number): number {
    return this.start(index + 1) - this.start(index);
  }

  /** The hashes of the blocks that are here, by index. */
  async committed(): Promise<Map<number, string>> {
    const blocks = new Map<number, string>();
    const folder = await this.#existing();
    if (!folder) return blocks;
    await ifFound(
      (async () => {
        for await (const name of folder.keys()) {
          const match = committedName.exec(name);
          if (match && Number(match[1]) < this.count) blocks.set(Number(match[1]), match[2]!);
        }
      })(),
    );
    return blocks;
  }

  /**
   * A block's bytes, null when they are gone. A block whose bytes do not have its hash is deleted, and is gone.
   *
   * @param memory Where they may be put.
   */
  async read(index: number, hash: string, memory: Bytes): Promise<Bytes | null> {
    const folder = await this.#existing();
    if (!folder) return null;
    try {
      const bytes = await readFile(folder, `${index}.${hash}`, memory);
      if (!bytes || (await sha256Hex(bytes)) === hash) return bytes;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    await this.delete(index, hash);
    return null;
  }

  /** For the bytes of any block. */
  memory(): Bytes {
    return new Uint8Array(this.length(0));
  }

  /** What is there of a block that is being fetched; whoever calls holds the file's lock. */
  async openPart(index: number): Promise<PartFile> {
    return PartFile.open(await this.#folder(), `${index}.part`);
  }

  /**
   * Keeps a block whose bytes are all in `part`. Answers its hash.
   *
   * @throws Refusal: 'changed' when it is not the hash that was `expected`, or as {@link PartFile} does.
   */
  async commit(index: number, part: PartFile, bytes: Bytes, expected?: string): Promise<string> {
    const hash = await sha256Hex(bytes);
    if (expected !== undefined && hash !== expected) {
      const message = `${this.file.path}: the server sends other bytes than it did when the file was kept`;
      refuse('changed', `${message}; resume its download to fetch it anew`);
    }
    await part.finish(`${index}.${hash}`);
    this.#tell(index);
    return hash;
  }

  /** Puts other bytes in the place of a block, unless they are the same. Answers their hash. */
  async exchange(index: number, before: string, bytes: Bytes): Promise<string> {
    const hash = await sha256Hex(bytes);
    if (hash === before) return hash;
    // In this order a crash leaves a block that is missing, not two of which one is wrong.
    await this.delete(index, before);
    await writeFile(await this.#folder(), `${index}.${hash}`, `${index}.part`, bytes);
    this.#tell(index);
    return hash;
  }

  async delete(index: number, hash: string): Promise<void> {
    const folder = await this.#existing();
    if (folder) await ifFound(folder.removeEntry(`${index}.${hash}`));
    this.notices.post({ kind: 'record', id: this.id });
  }

  async deleteAll(): Promise<void> {
    this.#handle = null;
    await ifFound(this.model.removeEntry(this.folder, { recursive: true }));
    this.notices.post({ kind: 'record', id: this.id });
  }

  #tell(index: number): void {
    this.notices.post({ kind: 'block', id: this.id, folder: this.folder, index });
  }

  async #folder(): Promise<FileSystemDirectoryHandle> {
    return (this.#handle ??= await this.model.getDirectoryHandle(this.folder, { create: true }));
  }

  async #existing(): Promise<FileSystemDirectoryHandle | null> {
    this.#handle ??= await ifFound(this.model.getDirectoryHandle(this.folder));
    return this.#handle;
  }
}

async function sha256Hex(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
