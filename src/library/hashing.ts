import { type Remote, transfer, wrap } from 'comlink';
import type { Bytes } from '../model/checkpoint/sources/source.ts';
import { Refusal } from '../result.ts';
import type { HashWorker } from './hash_worker.ts';

/** A SHA-256 in progress. */
export interface RunningHash {
  /** Adds bytes, which are no longer usable here. Resolves when they have been added, with their memory. */
  update(bytes: Bytes): Promise<Bytes>;
  /** In hex. No bytes can be added any more. */
  digest(): Promise<string>;
  /** Frees what it holds; to be called in any case. */
  end(): void;
}

/**
 * In a worker of its own: hashing a gigabyte in script takes seconds, in which this one would read nothing from the network. What the
 * network sends meanwhile would be lost, and fetched twice, if the browser died.
 */
export function startHash(): RunningHash {
  const worker = new Worker(new URL('./hash_worker.ts', import.meta.url), { type: 'module', name: 'hash' });
  const remote: Remote<HashWorker> = wrap(worker);
  // Comlink would wait forever for a worker that is gone.
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(crashRefusal(message)));
  });
  return {
    update: (bytes) => Promise.race([remote.update(transfer(bytes, [bytes.buffer])), crashed]),
    digest: () => Promise.race([remote.digest(), crashed]),
    end: () => worker.terminate(),
  };
}

function crashRefusal(message: string): Refusal {
  const reason = message || 'its script could not be loaded';
  return new Refusal({
    kind: 'worker-crashed',
    message: `Checking the download crashed (${reason}): reload the page.`,
  });
}
