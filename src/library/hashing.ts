import { transfer } from 'comlink';
import { CalledWorker } from '../called_worker.ts';
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
  const called = new CalledWorker<HashWorker, Refusal>(worker, crash);
  return {
    update: (bytes) => called.answer((remote) => remote.update(transfer(bytes, [bytes.buffer]))),
    digest: () => called.answer((remote) => remote.digest()),
    end: () => called.end(crash('it was ended')),
  };
}

function crash(message: string): Refusal {
  const reason = message || 'its script could not be loaded';
  return new Refusal({
    kind: 'worker-crashed',
    message: `Checking the download crashed (${reason}): reload the page.`,
  });
}
