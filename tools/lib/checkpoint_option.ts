import { statSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';

/**
 * Reads `--model`: a folder, made absolute.
 *
 * @throws Stop when it is missing or no folder.
 */
export function checkpointFolder(folder: string | undefined, usage: string): string {
  if (!folder) throw new Stop(`--model is missing: give the folder of a checkpoint; usage: ${usage}`);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new Stop(`--model ${folder}: no such folder, give one with config.json and model.safetensors.`);
  if (!found.isDirectory()) throw new Stop(`--model ${folder}: a file, give the folder that it is in.`);
  return path.resolve(folder);
}
