import type { CheckpointLocation } from '../../../worker/api.ts';

/** Bytes of a header in which ids are looked for. A trace names them first. */
const headerPart = 2 ** 20;

type Files = Extract<CheckpointLocation, { kind: 'files' }>;

/** The folder that a person chose with `<input webkitdirectory>`, whose paths begin with the folder's own name. */
export function pickedFolder(list: FileList): Files | null {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath.replace(/^[^/]*\//, ''), file }));
  const name = list[0]?.webkitRelativePath.split('/')[0];
  return name ? { kind: 'files', name, files } : null;
}

/** A GGUF file in Ollama's store, which names files by their hash. */
const ollamaBlob = /^sha256-[0-9a-f]{64}$/;

/** GGUF files that a person chose with `<input type="file">`: a model, or its parts. */
export function pickedModel(list: FileList | readonly File[]): Files | null {
  const files = [...list]
    .map((file) => ({ path: ollamaBlob.test(file.name) ? `${file.name}.gguf` : file.name, file }))
    .filter(({ path }) => /\.gguf$/i.test(path));
  const name = files[0]?.path.replace(/\.gguf$/i, '');
  return name === undefined ? null : { kind: 'files', name, files };
}

/** The files of a checkpoint that a person dropped without their folder. */
function looseCheckpoint(list: readonly File[]): Files | null {
  if (!list.some(({ name }) => /\.safetensors$/i.test(name))) return null;
  return { kind: 'files', name: 'checkpoint', files: list.map((file) => ({ path: file.name, file })) };
}

/** A single safetensors file whose header names ids: known answers, and no checkpoint. */
export async function knownAnswersIn({ files }: Files): Promise<File | null> {
  const [only, ...others] = files;
  if (!only || others.length > 0 || !/\.safetensors$/i.test(only.path)) return null;
  const header = await only.file.slice(0, headerPart).text();
  return header.includes('"tokens":') ? only.file : null;
}

/** The folder among the dropped items, or the GGUF files or the checkpoint that they are, or null. Must be called before the drop event ends. */
export function droppedModel(items: DataTransferItemList): Promise<Files> | Files | null {
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) return readFolder(entry as FileSystemDirectoryEntry);
  }
  const files = [...items].flatMap((item) => item.getAsFile() ?? []);
  return pickedModel(files) ?? looseCheckpoint(files);
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
