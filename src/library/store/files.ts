import type { Bytes } from '../../model/checkpoint/sources/source.ts';
import { Refusal } from '../../result.ts';

/** In dedicated workers only, and not in TypeScript's library of the page. */
export interface WritableFile extends FileSystemFileHandle {
  createSyncAccessHandle(options?: { mode: 'read-only' }): Promise<SyncAccessHandle>;
  move(name: string): Promise<void>;
}

export interface SyncAccessHandle {
  read(bytes: Bytes, options: { at: number }): number;
  getSize(): number;
  write(bytes: Bytes, options: { at: number }): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}

/** Whether several may have a file open to read it. Elsewhere a handle keeps all others away. */
const sharesHandles =
  'mode' in ((globalThis as { FileSystemSyncAccessHandle?: Function }).FileSystemSyncAccessHandle?.prototype ?? {});

/** Chromium never answers for a handle that is collected as garbage while its file is being opened. */
const opening = new Set<FileSystemFileHandle>();

/**
 * A file's bytes, null when there is no such file.
 *
 * @param memory Where they may be put. It takes half the time of fresh memory.
 * @throws DOMException when the file cannot be read
 */
export async function readFile(folder: FileSystemDirectoryHandle, name: string, memory: Bytes): Promise<Bytes | null> {
  const file = await ifFound(folder.getFileHandle(name));
  if (!file) return null;
  const read = sharesHandles ? await readInto(file as WritableFile, memory) : null;
  const contents = read ?? (await ifFound(file.getFile().then((blob) => blob.arrayBuffer())));
  return contents instanceof ArrayBuffer ? new Uint8Array(contents) : contents;
}

/** Times that a text is looked for again: nothing writes one twice in the time of two readings. */
const replacements = 4;

/**
 * A file's text, null when there is no such file. Chromium cannot read a file that was replaced since it was found: the one in its place
 * is then read.
 *
 * @throws DOMException when the file cannot be read
 */
export async function readText(folder: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  for (let left = replacements; ; left--) {
    const handle = await ifFound(folder.getFileHandle(name));
    if (!handle) return null;
    try {
      return await ifFound(handle.getFile().then((file) => file.text()));
    } catch (error) {
      const replaced = error instanceof DOMException && error.name === 'NotReadableError';
      if (!replaced || left === 0) throw error;
    }
  }
}

/** Null where a handle is not to be had, or the file does not fit. */
async function readInto(file: WritableFile, memory: Bytes): Promise<Bytes | null> {
  opening.add(file);
  try {
    const access = await file.createSyncAccessHandle({ mode: 'read-only' });
    try {
      const size = access.getSize();
      if (size > memory.byteLength) return null;
      return memory.subarray(0, access.read(memory.subarray(0, size), { at: 0 }));
    } finally {
      access.close();
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  } finally {
    opening.delete(file);
  }
}

/** For what a file or folder operation failed with. */
export function storageRefusal(error: DOMException): Refusal {
  const reason = `${error.name}: ${error.message}`;
  const message = `The browser's storage failed (${reason}): reload the page, and free disk space if it happens again`;
  return new Refusal({ kind: 'no-storage', message });
}

/** What a file or folder operation answers, null when there is no such file or folder. */
export async function ifFound<T>(operation: Promise<T>): Promise<T | null> {
  try {
    return await operation;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** There is nothing of that name, or a file where a folder should be, which is none of ours. */
export function isMissing(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError');
}
