import { open, stat } from 'node:fs/promises';
import { openTensorFile, type FiledTensor, type TensorFile } from '../../src/lab/known/tensor_file.ts';

/**
 * The tensors of a safetensors file, by name, as the page reads a file of known answers. Their data stays on disk until it is
 * read.
 */
export async function readSafetensors(path: string): Promise<ReadonlyMap<string, FiledTensor>> {
  return (await readTensorFile(path)).tensors;
}

/** The same with the file's metadata. */
export async function readTensorFile(path: string): Promise<TensorFile> {
  const { size } = await stat(path);
  return openTensorFile(path, size, (start, end) => readBytes(path, start, end - start));
}

async function readBytes(path: string, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    // A buffer of its own: one from Node's pool would share its ArrayBuffer with others.
    const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(length), position: start });
    if (bytesRead !== length) throw new Error(`${path} ends before byte ${start + length}`);
    return buffer;
  } finally {
    await file.close();
  }
}
