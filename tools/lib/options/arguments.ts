import { statSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../../bootstrap/process.mjs';

/**
 * A whole number from `min` to `max`, which has at most nine digits.
 *
 * @throws Stop when the text is anything else.
 */
export function parseCount(flag: string, text: string, min: number, max = 999_999_999): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= min && count <= max) return count;
  throw new Stop(`${flag} ${text}: give a whole number from ${min} to ${max}.`);
}

/**
 * Whole numbers from 1 to `max`, separated by commas.
 *
 * @throws Stop when the text is anything else.
 */
export function parseCounts(flag: string, text: string, max: number): number[] {
  return text.split(',').map((part) => {
    const count = Number(part);
    if (/^\d+$/.test(part) && count >= 1 && count <= max) return count;
    throw new Stop(`${flag} ${text}: give whole numbers from 1 to ${max}, separated by commas.`);
  });
}

/**
 * Reads `--model`: the absolute path of a folder.
 *
 * @throws Stop when it is missing, or not a folder.
 */
export function checkpointFolder(folder: string | undefined, usage: string): string {
  if (!folder) throw new Stop(`--model is missing: give the folder of a checkpoint; usage: ${usage}`);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new Stop(`--model ${folder}: no such folder, give one with config.json and model.safetensors.`);
  if (!found.isDirectory()) throw new Stop(`--model ${folder}: a file, give the folder that it is in.`);
  return path.resolve(folder);
}

/**
 * Reads `--model`: the absolute path of a folder, or of a GGUF file.
 *
 * @throws Stop when it is missing, or neither.
 */
export function checkpointPath(model: string | undefined, usage: string): string {
  const isGguf = model?.endsWith('.gguf') && statSync(model, { throwIfNoEntry: false })?.isFile();
  return isGguf ? path.resolve(model!) : checkpointFolder(model, usage);
}

/**
 * Reads `--out` where a tool writes several files: the absolute path of a folder, which need not exist.
 *
 * @throws Stop when it is missing, or a file.
 */
export function outputFolder(folder: string | undefined, usage: string): string {
  if (!folder) throw new Stop(`--out is missing: give the folder to write to; usage: ${usage}`);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new Stop(`--out ${folder}: a file, give a new or an existing folder.`);
  return path.resolve(folder);
}

/**
 * Reads `--out` where a tool writes one file: its absolute path. It need not exist.
 *
 * @throws Stop when it is missing, or a folder.
 */
export function outputFile(file: string | undefined, usage: string): string {
  if (!file) throw new Stop(`--out is missing: give the file to write to; usage: ${usage}`);
  return filePath('--out', file);
}

/**
 * Reads `--picture`: the absolute path of a PNG to write, or null when there is none to write.
 *
 * @throws Stop when it is a folder.
 */
export function pictureFile(file: string | undefined): string | null {
  return file === undefined ? null : filePath('--picture', file);
}

function filePath(flag: string, file: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Stop(`${flag} ${file}: a folder, give a file in it.`);
  }
  return path.resolve(file);
}
