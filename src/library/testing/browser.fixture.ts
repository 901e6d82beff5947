import { createHash } from 'node:crypto';
import type { Source } from '../../model/checkpoint/sources/source.ts';
import type { Platform } from '../platform.ts';
import { FakeClient } from './client.fixture.ts';
import { bytesIn, folderHandle, type FakeDisk } from './file_system.fixture.ts';
import { FakeLocks } from './locks.fixture.ts';

/** A browser with OPFS, Web Locks and BroadcastChannel in memory, shared by any number of clients that can be killed. */
export class FakeBrowser {
  readonly disk: FakeDisk = { root: new Map(), quota: Number.MAX_SAFE_INTEGER, hasRoom: () => true };
  readonly locks = new FakeLocks();
  readonly #listeners = new Map<FakeClient, ((message: unknown) => void)[]>();

  constructor(
    /** From 0 up to 1. */
    readonly random: () => number,
    readonly blockBytes: number,
    public open: (client: FakeClient, ...from: Parameters<Platform['open']>) => Source,
  ) {}

  /** A new tab or worker. */
  start(): FakeClient & { platform: Platform } {
    const client = new FakeClient(this.random);
    client.onKill(() => this.#listeners.delete(client));
    const platform: Platform = {
      root: async () => folderHandle(this.disk, this.disk.root, client),
      locks: this.locks.of(client),
      channel: {
        post: (message) => {
          if (!client.alive) return;
          const others = [...this.#listeners].filter(([other]) => other !== client);
          for (const [other, listeners] of others)
            for (const listener of listeners) setImmediate(() => other.alive && listener(message));
        },
        listen: (listener) => {
          this.#listeners.set(client, [...(this.#listeners.get(client) ?? []), listener]);
        },
      },
      open: (...from) => this.open(client, ...from),
      startHash: () => {
        const sha = createHash('sha256');
        return {
          async update(bytes) {
            await client.step();
            sha.update(bytes);
            return bytes;
          },
          digest: async () => sha.digest('hex'),
          end: () => {},
        };
      },
      blockBytes: this.blockBytes,
      storage: {
        estimate: async () => ({ usage: bytesIn(this.disk.root), quota: this.disk.quota }),
        persisted: async () => false,
      },
      now: () => Date.now(),
      // Pauses are long, and tests do not wait for them.
      wait: async () => {
        for (let turns = 0; turns < 20; turns++) await client.step();
      },
      onOnline: () => {},
    };
    return Object.assign(client, { platform });
  }
}
