/** The page's end of a worker whose methods all answer with a `Result`. */
import { type Endpoint, proxy, wrap } from 'comlink';
import type { Failure, Result } from '../result.ts';

export interface Connection<Api> {
  /** What the worker serves. A call that is pending when the worker dies, or made later, fails as `crashed` says. */
  api: Api;
  /** Resolves when the worker died or threw an unexpected error. The connection is dead from then on. */
  crashed: Promise<Failure>;
  /** Ends the worker; `reason` is put into words as a crash is. */
  end: (reason: string) => void;
}

/** What a connection needs of a `Worker`. */
export interface ServingWorker extends Endpoint {
  terminate: () => void;
}

/** Every method of a contract, as far as this file needs to know. */
type Method = (...args: unknown[]) => Promise<Result<unknown>>;

/** `failureOf` puts a crash into words; the text is the error's, and may be empty. */
export function connectTo<Api extends object>(
  worker: ServingWorker,
  failureOf: (text: string) => Failure,
): Connection<Api> {
  const remote = wrap<Record<string, Method>>(worker);
  const pending = new Set<(failure: Failure) => void>();
  let crash: Failure | null = null;
  let announce!: (failure: Failure) => void;
  const crashed = new Promise<Failure>((resolve) => (announce = resolve));

  function fail(reason: unknown): void {
    if (crash) return;
    crash = failureOf(reason instanceof Error ? reason.message : String(reason));
    // The worker's state is unknown: ending it frees its memory for the next one.
    worker.terminate();
    for (const settle of pending) settle(crash);
    announce(crash);
  }
  // A script that cannot be loaded says nothing.
  worker.addEventListener('error', (event) => fail((event as Partial<ErrorEvent>).message ?? ''));
  worker.addEventListener('messageerror', () => fail('a message could not be read'));

  /** Comlink leaves a call pending forever when the worker is gone, and rejects it when the worker threw: both are crashes. */
  async function call(method: string, args: unknown[]): Promise<Result<unknown>> {
    if (crash) return { ok: false, failure: crash };
    let settle!: (failure: Failure) => void;
    const failed = new Promise<Result<unknown>>((resolve) => {
      settle = (failure) => resolve({ ok: false, failure });
    });
    pending.add(settle);
    try {
      return await Promise.race([remote[method]!(...args.map(carried)), failed]);
    } catch (reason) {
      fail(reason);
      return await failed;
    } finally {
      pending.delete(settle);
    }
  }

  const api = new Proxy({} as Api, {
    get(_, method) {
      // An object with a `then` is taken for a promise wherever it is awaited or returned from an async function.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => call(method, args);
    },
  });
  return { api, crashed, end: fail };
}

/** An argument in a form that can be sent to the worker. The worker calls functions back over a port. */
function carried(argument: unknown): unknown {
  return typeof argument === 'function' ? proxy(argument) : argument;
}
