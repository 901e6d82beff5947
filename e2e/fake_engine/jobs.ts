import { Refusal, attempt, refuse, type Failure, type Result } from '../../src/result.ts';

const lost: Failure = {
  kind: 'device-lost',
  message:
    'The GPU was lost: reload the model to go on; if it happens again, choose a smaller model or update the driver.',
};

/** Runs one job at a time, as the engine does. Another job preempts one that yields, and is refused while one that does not yield runs. */
export class Jobs {
  #current: { controller: AbortController; ended: Promise<unknown>; yields: boolean } | null = null;
  #lose!: (failure: Failure) => void;
  #lost = this.#another();

  run<T>(work: (signal: AbortSignal) => Promise<T>, yields = false): Promise<Result<T>> {
    return attempt(async () => {
      const before = this.#current;
      if (before && !before.yields)
        refuse('bad-request', 'The engine is busy with another answer or load: stop it first.');
      const controller = new AbortController();
      let end!: () => void;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const job = { controller, ended, yields };
      this.#current = job;
      try {
        before?.controller.abort();
        await before?.ended;
        const loss = this.#lost.then((failure): never => {
          throw new Refusal(failure);
        });
        return await Promise.race([work(controller.signal), loss]);
      } finally {
        controller.abort();
        if (this.#current === job) this.#current = null;
        end();
      }
    });
  }

  stop(): void {
    this.#current?.controller.abort();
  }

  /** Every job fails, and so do those that begin before the device is {@link opened} again. */
  lose(): void {
    this.#lose(lost);
  }

  opened(): void {
    this.#lost = this.#another();
  }

  get lost(): Promise<Failure> {
    return this.#lost;
  }

  #another(): Promise<Failure> {
    return new Promise((resolve) => (this.#lose = resolve));
  }
}

/** Resolves when `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}

/** Waits a turn of the event loop, in which a message can arrive. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
