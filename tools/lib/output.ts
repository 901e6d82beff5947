import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';

/** Files that appear together or not at all. */
export interface Output {
  /** A folder to write to first, on the output folder's disk. It is removed when the process ends, however it ends. */
  scratch: string;
  /**
   * Replaces the files called `names` in the output folder by those in `scratch`. A name that `scratch` lacks is removed
   * from the output folder.
   */
  commit(names: readonly string[]): void;
}

/** @throws Stop when the folder cannot be written to. */
export function openOutput(folder: string): Output {
  const scratch = makeScratch(folder);
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  // Without a handler, these signals end the process without an exit event.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  return {
    scratch,
    commit(names) {
      mkdirSync(folder, { recursive: true });
      for (const name of names) {
        const made = path.join(scratch, name);
        if (statSync(made, { throwIfNoEntry: false })) renameSync(made, path.join(folder, name));
        else rmSync(path.join(folder, name), { force: true });
      }
    },
  };
}

function makeScratch(folder: string): string {
  let existing = folder;
  while (!statSync(existing, { throwIfNoEntry: false })) existing = path.dirname(existing);
  try {
    return mkdtempSync(path.join(existing, '.unfinished-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Stop(`--out ${folder}: ${existing} is not writable (${code}), choose another folder.`);
  }
}

/** Writes a report as JSON. The file is never half-written, not even when the process is killed. */
export function writeJson(file: string, report: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}
