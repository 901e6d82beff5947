/** The page's end of a worker whose methods all answer with a `Result`. */
import { expose, transferHandlers } from 'comlink';
import { CalledWorker, type StartedWorker } from '../called_worker.ts';
import type { Failure, Result } from '../result.ts';

export interface Connection<Api> {
  /** What the worker serves. A call that is pending when the worker dies, or made later, fails as `crashed` says. */
  api: Api;
  /** Resolves when the worker died or threw an unexpected error. The connection is dead from then on. */
  crashed: Promise<Failure>;
  /** Ends the worker; `reason` is put into words as a crash is. */
  end: (reason: string) => void;
}

/** Every method of a contract, as far as this file needs to know. */
type Method = (...args: unknown[]) => Promise<Result<unknown>>;

/** `failureOf` puts a crash into words; the text is the error's, and may be empty. */
export function connectTo<Api extends object>(
  worker: StartedWorker,
  failureOf: (text: string) => Failure,
): Connection<Api> {
  // After a crash the worker's state is unknown: ending it frees its memory for the next one.
  const called = new CalledWorker<Record<string, Method>, Failure>(worker, failureOf);
  worker.addEventListener('messageerror', () => called.end(failureOf('a message could not be read')));

  async function call(method: string, args: unknown[]): Promise<Result<unknown>> {
    const lent = args.map((argument) => (typeof argument === 'function' ? new Callback(argument) : argument));
    try {
      return await called.answer((remote) => remote[method]!(...lent));
    } catch (reason) {
      // What the worker throws is a crash, too.
      called.end(failureOf(reason instanceof Error ? reason.message : String(reason)));
      return { ok: false, failure: await called.ended };
    } finally {
      for (const argument of lent) if (argument instanceof Callback) argument.end();
    }
  }

  const api = new Proxy({} as Api, {
    get(_, method) {
      // An object with a `then` is taken for a promise wherever it is awaited or returned from an async function.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => call(method, args);
    },
  });
  return { api, crashed: called.ended, end: (reason) => called.end(failureOf(reason)) };
}

/**
 * A function that the worker calls over a port, until the call that it came with has answered. Comlink's own proxies would keep what the
 * function refers to until the worker collects its garbage, which an idle worker does not.
 */
class Callback {
  readonly #channel = new MessageChannel();

  constructor(callback: object) {
    expose(callback, this.#channel.port1);
  }

  get port(): MessagePort {
    return this.#channel.port2;
  }

  end(): void {
    this.#channel.port1.close();
  }
}

// The worker makes a function of the port, as of any that Comlink sends.
transferHandlers.set('proxy', {
  ...transferHandlers.get('proxy')!,
  canHandle: (value): value is Callback => value instanceof Callback,
  serialize: ({ port }: Callback) => [port, [port]],
});
