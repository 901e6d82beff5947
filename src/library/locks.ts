import { Refusal } from '../result.ts';
import type { ModelId } from './contract.ts';
import type { Platform } from './platform.ts';

/**
 * The locks of the library, in the order in which they are taken. The browser frees those of a tab that dies.
 *
 * `downloads` is held by the tab that runs the queue. `model` is shared by all who read or fetch a model's files, and exclusive for
 * its removal. `file` is held by whoever fetches a file. `record` is held for one change of a record.
 */
export const lockNames = {
  downloads: 'plumbline/downloads',
  model: (id: ModelId) => `plumbline/model/${id}`,
  file: (id: ModelId, path: string) => `plumbline/file/${id}/${path}`,
  record: (id: ModelId) => `plumbline/record/${id}`,
  worker: (worker: string) => `plumbline/worker/${worker}`,
};

export type Release = () => void;

/** @throws Refusal ('stopped') when the signal is aborted before the lock is free. */
export function acquire(
  { locks }: Platform,
  name: string,
  options: { mode?: LockMode; signal?: AbortSignal } = {},
): Promise<Release> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, options, () => new Promise<void>((release) => resolve(release)));
    held.catch((error: unknown) => {
      // An aborted request is no failure of the locks.
      if (options.signal?.aborted) return reject(stopped());
      reject(error);
    });
  });
}

/** The lock if it is free now, or else null. */
export function acquireIfFree({ locks }: Platform, name: string): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock) return new Promise<void>((release) => resolve(release));
        resolve(null);
        return undefined;
      })
      .catch(reject);
  });
}

/** Runs `work` while holding a lock. */
export async function holding<T>(platform: Platform, name: string, work: () => Promise<T>): Promise<T> {
  const release = await acquire(platform, name);
  try {
    return await work();
  } finally {
    release();
  }
}

function stopped(): Refusal {
  return new Refusal({ kind: 'stopped', message: 'Waiting for a kept model was stopped; load it again to go on' });
}
