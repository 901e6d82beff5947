import { type Endpoint, releaseProxy, type Remote, wrap } from 'comlink';
import { Lifetime } from './lifetime.ts';

/** What is needed of a `Worker`. */
export interface StartedWorker extends Endpoint {
  terminate(): void;
}

/** A worker that is called over Comlink, which alone would wait for ever for one that is gone. */
export class CalledWorker<Api, Reason> {
  readonly #life = new Lifetime<Reason>();
  readonly #remote: Remote<Api>;

  /** `crash` says why calls reject once the worker threw what nothing caught, or did not start. The text may be empty. */
  constructor(
    private readonly worker: StartedWorker,
    crash: (text: string) => Reason,
  ) {
    this.#remote = wrap<Api>(worker);
    worker.addEventListener('error', (event) => this.end(crash((event as ErrorEvent).message)));
  }

  /** Resolves when it has ended. */
  get ended(): Promise<Reason> {
    return this.#life.ended;
  }

  /** What `call` answers. Rejects with the reason once the worker has ended. */
  answer<Answer extends Promise<unknown>>(call: (remote: Remote<Api>) => Answer): Promise<Awaited<Answer>> {
    // Comlink types a union as a union of promises.
    return this.#life.during(() => call(this.#remote) as Promise<Awaited<Answer>>);
  }

  /** Ends it, whatever it does, and frees what it holds. */
  end(reason: Reason): void {
    if (this.#life.isOver) return;
    // Comlink's registry of proxies refers to the worker, whose listeners refer to the proxy: both would stay.
    this.#remote[releaseProxy]();
    this.worker.terminate();
    this.#life.end(reason);
  }
}
