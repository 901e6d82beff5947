import type { CheckpointLocation } from '../../../worker/api.ts';

type Files = Extract<CheckpointLocation, { kind: 'files' }>;

/** The folder that a person chose with `<input webkitdirectory>`, whose paths begin with the folder's own name. */
export function pickedFolder(list: FileList): Files | null {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath.replace(/^[^/]*\//, ''), file }));
  const name = list[0]?.webkitRelativePath.split('/')[0];
  return name ? { kind: 'files', name, files } : null;
}

/** The folder among the dropped items, or null. Must be called before the drop event ends. */
export function droppedFolder(items: DataTransferItemList): Promise<Files> | null {
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) return readFolder(entry as FileSystemDirectoryEntry);
  }
  return null;
}

async function readFolder(folder: FileSystemDirectoryEntry): Promise<Files> {
  return { kind: 'files', name: folder.name, files: await filesBelow(folder, '') };
}

async function filesBelow(folder: FileSystemDirectoryEntry, prefix: string): Promise<Files['files']> {
  const files: Files['files'] = [];
  for (const entry of await entriesOf(folder)) {
    const path = prefix + entry.name;
    if (entry.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry, `${path}/`)));
    else files.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
  }
  return files;
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Yields some entries at a time (Chrome: 100), and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
