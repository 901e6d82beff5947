import type { FakeClient } from './client.fixture.ts';

interface Request {
  client: FakeClient;
  mode: LockMode;
  grant: () => void;
}

/** Web Locks among the clients of a fake browser. */
export class FakeLocks {
  readonly #held = new Map<string, Set<Request>>();
  readonly #waiting = new Map<string, Request[]>();

  /** The part of LockManager that the library uses. */
  of(client: FakeClient): Pick<LockManager, 'request'> {
    client.onKill(() => this.#drop(client));
    const request = (name: string, options: LockOptions, work: (lock: object | null) => unknown) =>
      new Promise((resolve, reject) => {
        const entry: Request = {
          client,
          mode: options.mode ?? 'exclusive',
          grant: () => {
            this.#of(this.#held, name, () => new Set()).add(entry);
            options.signal?.removeEventListener('abort', abort);
            const done = () => {
              if (!client.alive) return;
              this.#held.get(name)?.delete(entry);
              this.#grantWaiting(name);
            };
            Promise.resolve(work({})).finally(done).then(resolve, reject);
          },
        };
        const abort = () => {
          const waiting = this.#waiting.get(name) ?? [];
          this.#waiting.set(
            name,
            waiting.filter((other) => other !== entry),
          );
          this.#grantWaiting(name);
          reject(new DOMException('aborted', 'AbortError'));
        };
        if (!client.alive) return;
        if (options.signal?.aborted) return reject(new DOMException('aborted', 'AbortError'));
        if (options.ifAvailable && !this.#isFree(name, entry)) return resolve(work(null));
        options.signal?.addEventListener('abort', abort);
        this.#of<Request[]>(this.#waiting, name, () => []).push(entry);
        this.#grantWaiting(name);
      });
    return { request } as unknown as Pick<LockManager, 'request'>;
  }

  /** The names of all locks that are held or waited for. */
  names(): string[] {
    const used = [...this.#held, ...this.#waiting].filter(([, requests]) => [...requests].length > 0);
    return [...new Set(used.map(([name]) => name))];
  }

  #isFree(name: string, { mode }: Request): boolean {
    const held = [...(this.#held.get(name) ?? [])];
    const waiting = this.#waiting.get(name) ?? [];
    return waiting.length === 0 && held.every((other) => other.mode === 'shared' && mode === 'shared');
  }

  #grantWaiting(name: string): void {
    const waiting = this.#waiting.get(name) ?? [];
    while (waiting.length > 0) {
      const held = [...(this.#held.get(name) ?? [])];
      const free = held.every((other) => other.mode === 'shared' && waiting[0]!.mode === 'shared');
      if (!free) return;
      waiting.shift()!.grant();
    }
  }

  #drop(client: FakeClient): void {
    for (const held of this.#held.values()) for (const one of held) if (one.client === client) held.delete(one);
    for (const [name, waiting] of this.#waiting) {
      this.#waiting.set(
        name,
        waiting.filter((one) => one.client !== client),
      );
      this.#grantWaiting(name);
    }
    for (const name of this.#held.keys()) this.#grantWaiting(name);
  }

  #of<T>(map: Map<string, T>, name: string, make: () => T): T {
    const value = map.get(name) ?? make();
    map.set(name, value);
    return value;
  }
}
