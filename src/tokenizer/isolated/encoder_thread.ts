import { type Endpoint, type Remote, wrap } from 'comlink';
import { Refusal, type Failure } from '../../result.ts';
import type { EncoderWorker } from './encoder_worker.ts';

/** What a thread needs of a `Worker`. */
export interface StartedWorker extends Endpoint {
  terminate(): void;
}

export function startEncoderWorker(): StartedWorker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'tokenizer' });
}

/** A running worker, from its start to its end. */
export interface EncoderThread {
  remote: Remote<EncoderWorker>;
  /** Rejects once it has crashed or was ended. Comlink would wait for ever. */
  gone: Promise<never>;
  /** Ends it, whatever it does: what waits for it is refused so. */
  end(failure: Failure): void;
}

export function startThread(worker: StartedWorker): EncoderThread {
  let reject!: (refusal: Refusal) => void;
  const gone = new Promise<never>((_, fail) => (reject = fail));
  gone.catch(() => {});
  const end = (failure: Failure) => {
    worker.terminate();
    reject(new Refusal(failure));
  };
  worker.addEventListener('error', (event) => end(crash((event as ErrorEvent).message)));
  return { remote: wrap(worker), gone, end };
}

function crash(message: string): Failure {
  const reason = message || 'it ran out of memory, or its script could not be loaded';
  return {
    kind: 'bad-checkpoint',
    message: `The worker that runs the chat template and the tokenizer crashed (${reason}): try again, and if it stays so, take another model.`,
  };
}
