import type { FakeClient } from './client.fixture.ts';

/** A folder's entries; a file is its bytes. */
export type FakeFolder = Map<string, FakeFolder | Uint8Array<ArrayBuffer>>;

/** What all clients of a fake browser share. */
export interface FakeDisk {
  root: FakeFolder;
  /** Bytes that the browser says this origin may use. */
  quota: number;
  /** Whether there is room for a file of that name. */
  hasRoom: (name: string) => boolean;
}

function missing(name: string): DOMException {
  return new DOMException(`${name} was not found`, 'NotFoundError');
}

function mismatch(name: string): DOMException {
  return new DOMException(`${name} is of another type`, 'TypeMismatchError');
}

export function bytesIn(folder: FakeFolder): number {
  return [...folder.values()].reduce(
    (sum, entry) => sum + (entry instanceof Map ? bytesIn(entry) : entry.byteLength),
    0,
  );
}

/** A folder as `client` sees it: the part of FileSystemDirectoryHandle that the library uses. */
export function folderHandle(disk: FakeDisk, folder: FakeFolder, client: FakeClient): FileSystemDirectoryHandle {
  const handle = {
    kind: 'directory',
    async getDirectoryHandle(name: string, { create = false } = {}) {
      await client.step();
      if (!folder.has(name) && create) folder.set(name, new Map());
      const entry = folder.get(name);
      if (!entry) throw missing(name);
      if (!(entry instanceof Map)) throw mismatch(name);
      return folderHandle(disk, entry, client);
    },
    async getFileHandle(name: string, { create = false } = {}) {
      await client.step();
      if (!folder.has(name) && create) folder.set(name, new Uint8Array());
      const entry = folder.get(name);
      if (!entry) throw missing(name);
      if (entry instanceof Map) throw mismatch(name);
      return fileHandle(disk, folder, name, client);
    },
    async removeEntry(name: string) {
      await client.step();
      if (!folder.delete(name)) throw missing(name);
    },
    async *keys() {
      for (const name of folder.keys()) {
        await client.step();
        yield name;
      }
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

/** A file as it was found. Like Chromium's, it cannot be read once another is in its place. */
function snapshot(bytes: Uint8Array<ArrayBuffer>, isThere: () => boolean, client: FakeClient) {
  const blob = new Blob([bytes]);
  const read = async <T>(contents: Promise<T>): Promise<T> => {
    await client.step();
    if (!isThere()) throw new DOMException('The requested file could not be read', 'NotReadableError');
    return contents;
  };
  return { text: () => read(blob.text()), arrayBuffer: () => read(blob.arrayBuffer()) };
}

function fileHandle(disk: FakeDisk, folder: FakeFolder, name: string, client: FakeClient) {
  return {
    kind: 'file',
    name,
    async getFile() {
      await client.step();
      const bytes = folder.get(name);
      if (!bytes || bytes instanceof Map) throw missing(name);
      return snapshot(bytes, () => folder.get(name) === bytes, client);
    },
    async createSyncAccessHandle() {
      await client.step();
      if (!folder.has(name)) throw missing(name);
      return syncAccess(disk, folder, name, client);
    },
    async move(target: string) {
      await client.step();
      const bytes = folder.get(name);
      if (!bytes) throw missing(name);
      folder.delete(name);
      folder.set(target, bytes);
    },
    async createWritable() {
      await client.step();
      const parts: Uint8Array<ArrayBuffer>[] = [];
      return {
        async write(part: Uint8Array<ArrayBuffer>) {
          await client.step();
          parts.push(part.slice());
        },
        async close() {
          await client.step();
          folder.set(name, new Uint8Array(Buffer.concat(parts)));
        },
        abort: () => client.step(),
      };
    },
  };
}

function syncAccess(disk: FakeDisk, folder: FakeFolder, name: string, client: FakeClient) {
  const contents = () => folder.get(name) as Uint8Array<ArrayBuffer>;
  const write = (bytes: Uint8Array<ArrayBuffer>, at: number) =>
    void folder.set(name, new Uint8Array(Buffer.concat([contents().subarray(0, at), bytes])));
  return {
    getSize: () => contents().byteLength,
    truncate: (bytes: number) => void folder.set(name, contents().slice(0, bytes)),
    read(bytes: Uint8Array<ArrayBuffer>, { at }: { at: number }) {
      const part = contents().subarray(at, at + bytes.byteLength);
      bytes.set(part);
      return part.byteLength;
    },
    write(bytes: Uint8Array<ArrayBuffer>, { at }: { at: number }) {
      // What a dead client still does without waiting for anything never happens.
      if (!client.alive) return bytes.byteLength;
      client.count();
      // Killed in the middle of writing.
      const written = client.alive ? bytes : bytes.subarray(0, bytes.byteLength / 2);
      if (!disk.hasRoom(name)) throw new DOMException('full', 'QuotaExceededError');
      write(written, at);
      return bytes.byteLength;
    },
    flush() {},
    close() {},
  };
}
