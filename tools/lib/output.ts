import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';

/** Files that come into being together or not at all. */
export interface Output {
  /** A folder of our own on the same disk, gone when the process ends however it ends. */
  scratch: string;
  /** Moves the files from `scratch` to the output folder; those of `names` that are not there are removed from it. */
  commit(names: readonly string[]): void;
}

/** @throws Stop when nothing can be written there. */
export function openOutput(folder: string): Output {
  const scratch = makeScratch(folder);
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  // By default these end the process without an exit event.
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
    throw new Stop(`--out ${folder}: ${existing} cannot be written to (${code}), choose another folder.`);
  }
}
