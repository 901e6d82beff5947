import { proxy, type Remote, wrap } from 'comlink';
import { Refusal, type Failure } from '../result.ts';
import type { ChatEvent } from '../worker/api.ts';
import type { StartProgress, TransformersApi } from './contract.ts';

/** transformers.js in a worker of its own, which can be ended whatever it does. */
export interface TransformersThread extends TransformersApi {
  /** Ends it, and frees all that it holds. What waits for it is refused with `stopped`. */
  end(): void;
}

export function startTransformers(): TransformersThread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'transformers' });
  const remote: Remote<TransformersApi> = wrap(worker);
  let reject!: (refusal: Refusal) => void;
  // Comlink would wait for ever for a worker that is gone.
  const gone = new Promise<never>((_, fail) => (reject = fail));
  gone.catch(() => {});
  const end = (failure: Failure) => {
    worker.terminate();
    reject(new Refusal(failure));
  };
  worker.addEventListener('error', ({ message }) => end(crash(message)));
  const unlessGone = <T>(work: Promise<T>): Promise<T> => Promise.race([work, gone]);
  return {
    start: (request, onProgress: (progress: StartProgress) => void) =>
      unlessGone(remote.start(request, proxy(onProgress))),
    encode: (of) => unlessGone(remote.encode(of)),
    chat: (request, onEvent: (event: ChatEvent) => void) => unlessGone(remote.chat(request, proxy(onEvent))),
    rows: (ids, first) => unlessGone(remote.rows(ids, first)),
    greedy: (ids, tokens) => unlessGone(remote.greedy(ids, tokens)),
    stop: () => void remote.stop(),
    end: () => end({ kind: 'stopped', message: 'transformers.js was stopped.' }),
  };
}

function crash(message: string): Failure {
  const reason = message || 'it ran out of memory, or its script could not be loaded';
  return {
    kind: 'worker-crashed',
    message: `transformers.js crashed (${reason}): start it again, or load a smaller model.`,
  };
}
