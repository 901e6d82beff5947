import { statSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../../bootstrap/process.mjs';

/**
 * A whole number of at most nine digits.
 *
 * @throws Stop when the text is none, or below `least`.
 */
export function parseCount(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (/^\d{1,9}$/.test(text) && count >= least) return count;
  throw new Stop(`${flag} ${text}: give a whole number from ${least} on.`);
}

/**
 * The absolute path of `--out`, a folder that exists or not.
 *
 * @throws Stop when it is missing, or a file.
 */
export function outputFolder(folder: string | undefined, usage: string): string {
  if (!folder) throw new Stop(`--out is missing: give the folder to write to; usage: ${usage}`);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new Stop(`--out ${folder}: a file, give a folder, existing or new.`);
  return path.resolve(folder);
}

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

/**
 * Whole numbers from 1 to `most` with commas between them.
 *
 * @throws Stop when the text is anything else.
 */
export function parseCounts(flag: string, text: string, most: number): number[] {
  return text.split(',').map((part) => {
    const count = Number(part);
    if (/^\d{1,9}$/.test(part) && count >= 1 && count <= most) return count;
    throw new Stop(`${flag} ${text}: give whole numbers from 1 to ${most} with commas between them.`);
  });
}

/**
 * The absolute path of `--out`, a file that exists or not.
 *
 * @throws Stop when it is missing, or a folder.
 */
export function outputFile(file: string | undefined, usage: string): string {
  if (!file) throw new Stop(`--out is missing: give the file to write to; usage: ${usage}`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Stop(`--out ${file}: a folder, give a file in it.`);
  }
  return path.resolve(file);
}
