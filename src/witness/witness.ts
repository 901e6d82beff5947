import { transfer } from 'comlink';
import { CalledWorker } from '../called_worker.ts';
import { Refusal } from '../result.ts';
import type { Deviation } from './deviation.ts';
import type { Operation } from './operation.ts';
import type { WitnessWorker } from './worker.ts';

/** A calculator in float64 that shares nothing with the shaders. */
export interface Witness {
  /** How far `actual`, which is no longer usable here, is from what it should be. */
  examine(operation: Operation, actual: Float32Array): Promise<Deviation>;
  /** Frees what it holds; to be called in any case. */
  end(): void;
}

/** In a worker of its own: it takes a second or two, in which the engine has to answer. */
export function callWitness(): Witness {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'witness' });
  const called = new CalledWorker<WitnessWorker, Refusal>(worker, crash);
  return {
    examine: (operation, actual) =>
      called.answer((remote) => remote.examine(operation, transfer(actual, [actual.buffer]))),
    end: () => called.end(crash('it was ended')),
  };
}

function crash(message: string): Refusal {
  const reason = message || 'its script could not be loaded';
  return new Refusal({
    kind: 'worker-crashed',
    message: `The calculation on the CPU crashed (${reason}): reload the page.`,
  });
}
