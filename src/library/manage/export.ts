import { refuseIfStopped } from '../../model/checkpoint/sources/stream.ts';
import { refuse } from '../../result.ts';
import type { ModelId } from '../contract.ts';
import { acquire, lockNames } from '../locks.ts';
import type { BlockFile } from '../store/block_file.ts';
import type { ModelStore } from '../store/model_store.ts';

interface Export {
  signal: AbortSignal;
  /** Called with the bytes written so far. */
  onBytes: (bytes: number) => void;
}

/**
 * Writes the files of a complete model into a new or existing folder of its name in `parent`. A file appears there when it is whole.
 *
 * @throws Refusal: 'bad-request' when the model is not complete, 'no-storage' when the folder cannot be written, 'stopped' when
 * `signal` is aborted.
 */
export async function exportModel(
  store: ModelStore,
  id: ModelId,
  parent: FileSystemDirectoryHandle,
  { signal, onBytes }: Export,
): Promise<void> {
  const release = await acquire(store.platform, lockNames.model(id), { mode: 'shared', signal });
  try {
    const record = (await store.record(id)) ?? refuse('bad-request', 'This model is no longer on this device.');
    let done = 0;
    for (const file of record.files) {
      const blocks = await store.blocks(id, file);
      if (!blocks || !file.checked) refuse('bad-request', `${record.name} is not complete: resume its download first.`);
      const folder = await createFolders(parent, [record.name, ...file.path.split('/').slice(0, -1)]);
      await exportFile(blocks, folder, signal, (bytes) => onBytes((done += bytes)));
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const reason = `${error.name}: ${error.message}`;
    refuse('no-storage', `The folder could not be written (${reason}): choose another folder, or free disk space.`);
  } finally {
    release();
  }
}

async function createFolders(parent: FileSystemDirectoryHandle, names: string[]): Promise<FileSystemDirectoryHandle> {
  let folder = parent;
  // A hub's id has a slash, and an address may have a port.
  for (const name of names)
    folder = await folder.getDirectoryHandle(name.replaceAll(/[^\w.-]/g, '-'), { create: true });
  return folder;
}

async function exportFile(
  blocks: BlockFile,
  folder: FileSystemDirectoryHandle,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { path } = blocks.file;
  const committed = await blocks.committed();
  const memory = blocks.memory();
  const target = await folder.getFileHandle(path.split('/').at(-1)!, { create: true });
  // The browser writes to a file beside it, which takes its place at the end.
  const writable = await target.createWritable();
  try {
    for (let index = 0; index < blocks.count; index++) {
      refuseIfStopped(signal);
      const hash = committed.get(index);
      const bytes = hash === undefined ? null : await blocks.read(index, hash, memory);
      if (!bytes)
        refuse('bad-request', `${path}: part of it is wrong or missing; resume the download, then export again.`);
      await writable.write(bytes);
      onBytes(bytes.byteLength);
    }
  } catch (error) {
    await writable.abort();
    throw error;
  }
  await writable.close();
}
