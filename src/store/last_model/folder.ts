/** The folder that a model was loaded from last, across visits, where the browser gives pages a handle of it. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CheckpointLocation } from '../../worker/api.ts';

type PickedFolder = Extract<CheckpointLocation, { kind: 'files' }>;

interface Schema extends DBSchema {
  handles: { key: 'last'; value: FileSystemDirectoryHandle };
}

/** Of the File System Access API, which only Chromium has. */
declare global {
  interface FileSystemHandle {
    queryPermission: (access: { mode: 'read' }) => Promise<PermissionState>;
    requestPermission: (access: { mode: 'read' }) => Promise<PermissionState>;
  }
}

const access = { mode: 'read' } as const;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

const database = () =>
  (opened ??= openDB<Schema>('plumbline.folder', 1, { upgrade: (db) => void db.createObjectStore('handles') }));

export async function rememberFolder(handle: FileSystemDirectoryHandle): Promise<void> {
  await (await database()).put('handles', handle, 'last');
}

/** Null where none was remembered, or the browser forbids storage. */
export async function rememberedFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await (await database()).get('handles', 'last')) ?? null;
  } catch {
    opened = null;
    return null;
  }
}

/** Whether the folder can be read without asking the person. */
export async function isReadable(handle: FileSystemDirectoryHandle): Promise<boolean> {
  return (await handle.queryPermission(access)) === 'granted';
}

/** Asks the person, if need be, whether the folder may be read. Must follow a press. */
export async function askToRead(handle: FileSystemDirectoryHandle): Promise<boolean> {
  return (await handle.requestPermission(access)) === 'granted';
}

/** The folder with all its files. Rejects where it is gone. */
export async function readFolder(handle: FileSystemDirectoryHandle): Promise<PickedFolder> {
  return { kind: 'files', name: handle.name, files: await filesBelow(handle, ''), handle };
}

async function filesBelow(folder: FileSystemDirectoryHandle, prefix: string): Promise<PickedFolder['files']> {
  const files: PickedFolder['files'] = [];
  for await (const entry of folder.values()) {
    const path = prefix + entry.name;
    if (entry.kind === 'directory') files.push(...(await filesBelow(entry, `${path}/`)));
    else files.push({ path, file: await entry.getFile() });
  }
  return files;
}
