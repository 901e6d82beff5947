/** The page's end of the engine's worker. */
import { type Endpoint, proxy, wrap } from 'comlink';
import type { Failure, Result } from '../../result.ts';
import type { EngineApi } from '../../worker/api.ts';

export interface Connection {
  /** The engine in the worker. A call that is pending when the worker dies, or made later, fails with `worker-crashed`. */
  engine: EngineApi;
  /** Resolves when the worker died or threw an unexpected error. The connection is dead from then on. */
  crashed: Promise<Failure>;
}

/** What the client needs of a `Worker`. */
export interface EngineWorker extends Endpoint {
  terminate: () => void;
}

/** Every method of the contract, as far as this file needs to know. */
type Method = (...args: unknown[]) => Promise<Result<unknown>>;

export function startWorker(): EngineWorker {
  return new Worker(new URL('../../worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
}

export function connect(worker: EngineWorker): Connection {
  const remote = wrap<Record<string, Method>>(worker);
  const pending = new Set<(failure: Failure) => void>();
  let crash: Failure | null = null;
  let announce!: (failure: Failure) => void;
  const crashed = new Promise<Failure>((resolve) => (announce = resolve));

  function fail(reason: unknown): void {
    if (crash) return;
    crash = crashFailure(reason);
    // The engine's state is unknown: ending the worker frees its GPU memory for the next one.
    worker.terminate();
    for (const settle of pending) settle(crash);
    announce(crash);
  }
  worker.addEventListener('error', (event) => fail((event as ErrorEvent).message));
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

  const engine = new Proxy({} as EngineApi, {
    get(_, method) {
      // An object with a `then` is taken for a promise wherever it is awaited or returned from an async function.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => call(method, args);
    },
  });
  return { engine, crashed };
}

/** An argument in a form that can be sent to the worker. The worker calls functions back over a port. */
function carried(argument: unknown): unknown {
  return typeof argument === 'function' ? proxy(argument) : argument;
}

function crashFailure(reason: unknown): Failure {
  const text = reason instanceof Error ? reason.message : String(reason);
  return {
    kind: 'worker-crashed',
    message: `The engine crashed (${text || 'its script could not be loaded'}): restart it to go on.`,
  };
}
