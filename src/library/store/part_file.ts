import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { refuse } from '../../result.ts';
import { ifFound, storageRefusal, type SyncAccessHandle, type WritableFile } from './files.ts';

/**
 * A file that grows under a temporary name, and gets its own once it is whole. What was appended outlasts the tab. Whoever opens it
 * closes it.
 *
 * @throws Refusal, by every method: 'disk-full' when the browser has no room for it, and then the file is gone; 'no-storage' when
 * it fails otherwise.
 */
export class PartFile {
  private constructor(
    private readonly folder: FileSystemDirectoryHandle,
    private readonly file: WritableFile,
    private readonly access: SyncAccessHandle,
    /** Bytes that are in it. */
    public bytes: number,
  ) {}

  static async open(folder: FileSystemDirectoryHandle, name: string): Promise<PartFile> {
    return withRefusals(folder, name, async () => {
      const file = (await folder.getFileHandle(name, { create: true })) as WritableFile;
      const access = await file.createSyncAccessHandle();
      return new PartFile(folder, file, access, access.getSize());
    });
  }

  /** Reads what is in it from its start on, as far as `memory` reaches, and drops the rest. Answers how many bytes that were. */
  resume(memory: Bytes): number {
    this.bytes = this.access.read(memory.subarray(0, this.bytes), { at: 0 });
    this.access.truncate(this.bytes);
    return this.bytes;
  }

  append(bytes: Bytes): Promise<void> {
    return this.#withRefusals(() => {
      const written = this.access.write(bytes, { at: this.bytes });
      if (written < bytes.byteLength) throw new DOMException('a short write', 'QuotaExceededError');
      this.bytes += written;
    });
  }

  /** Gives it its name. A file of that name is replaced. */
  finish(name: string): Promise<void> {
    return this.#withRefusals(async () => {
      this.access.flush();
      this.close();
      await this.file.move(name);
    });
  }

  close(): void {
    this.access.close();
  }

  #withRefusals(work: () => void | Promise<void>): Promise<void> {
    return withRefusals(this.folder, this.file.name, async () => {
      try {
        await work();
      } catch (error) {
        // A file that is open cannot be deleted.
        this.close();
        throw error;
      }
    });
  }
}

/**
 * Writes a file whole or not at all: under the name `temporary`, flushed, and then renamed.
 *
 * @throws Refusal as {@link PartFile} does.
 */
export async function writeFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  temporary: string,
  bytes: Bytes,
): Promise<void> {
  const part = await PartFile.open(folder, temporary);
  try {
    part.resume(new Uint8Array());
    await part.append(bytes);
    await part.finish(name);
  } finally {
    part.close();
  }
}

async function withRefusals<T>(folder: FileSystemDirectoryHandle, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isQuotaError(error)) {
      await ifFound(folder.removeEntry(name));
      refuse('disk-full', 'The browser has no room left for this site: delete a model or free disk space, then resume');
    }
    if (!(error instanceof DOMException)) throw error;
    throw storageRefusal(error);
  }
}

/** A class of its own where the browser has that. */
function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
