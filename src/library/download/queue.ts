import { NoAnswer, Passing } from '../../model/checkpoint/sources/http/patience.ts';
import { attempt, type Failure, Refusal } from '../../result.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import { type HubAccess, huggingFace } from '../../vocabulary/hub_access.ts';
import type { ModelId } from '../contract.ts';
import { acquire, lockNames } from '../locks.ts';
import type { Activities } from '../activities.ts';
import type { ModelStore } from '../store/model_store.ts';
import { storageRefusal } from '../store/files.ts';
import { download } from './download.ts';
import { Progress } from './progress.ts';

const second = 1000;
/** Pauses grow up to this. */
const longestPause = 300 * second;

interface Retry {
  at: number;
  /** Failures since bytes last came. */
  failures: number;
}

/**
 * Downloads the wanted models one after the other. What is wanted stands in the records, so it survives the tab; the tab that holds
 * the lock of the downloads works on it, and when it dies another one goes on.
 */
export class Queue {
  readonly #retries = new Map<ModelId, Retry>();
  /** How the hub is reached. */
  access: HubAccess = huggingFace;
  /** Addresses of this visit with what may be secret, such as a signature: records have none. */
  readonly addresses = new Map<ModelId, Address>();
  #running = false;
  /** Ends a wait for the next try. */
  #wake = new AbortController();
  #current: { id: ModelId; controller: AbortController } | null = null;

  constructor(
    readonly store: ModelStore,
    readonly activities: Activities,
  ) {
    store.platform.onOnline(() => {
      this.#retries.clear();
      this.kick();
    });
    store.notices.listen((notice) => {
      if (notice.kind === 'record') void this.#look(notice.id);
      if (notice.kind === 'let-go' && this.#current?.id === notice.id) this.#current.controller.abort();
    });
  }

  /** Looks for wanted models, now. */
  kick(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
    if (!this.#running) void this.#run();
  }

  /** Tries a model now, though it failed a moment ago. */
  retryNow(id: ModelId): void {
    this.#retries.delete(id);
    this.kick();
  }

  /** A record changed: stops the download of what is no longer wanted. */
  async #look(id: ModelId): Promise<void> {
    const record = await this.store.record(id);
    if (record !== null && record.wantedAt !== null) return this.kick();
    if (this.#current?.id === id) this.#current.controller.abort();
    // One that waits for its next try is not at work.
    else if (this.#retries.delete(id)) this.activities.end(id);
  }

  async #run(): Promise<void> {
    this.#running = true;
    let wake: AbortSignal;
    do {
      wake = this.#wake.signal;
      if ((await this.#wanted()).length === 0) continue;
      const release = await acquire(this.store.platform, lockNames.downloads);
      try {
        await this.#drain();
      } finally {
        release();
      }
      // Something may have come to be wanted while nothing was.
    } while (wake.aborted);
    this.#running = false;
  }

  async #drain(): Promise<void> {
    const { platform } = this.store;
    const dueAt = (id: ModelId) => this.#retries.get(id)?.at ?? 0;
    for (;;) {
      // Taken before the records are read: what changes meanwhile ends the wait.
      const wake = this.#wake.signal;
      const wanted = await this.#wanted();
      if (wanted.length === 0) return;
      const due = wanted.find((id) => dueAt(id) <= platform.now());
      if (due !== undefined) await this.#work(due);
      else await platform.wait(Math.min(...wanted.map(dueAt)) - platform.now(), wake);
    }
  }

  /** The models to download, those that were asked for first in front. */
  async #wanted(): Promise<ModelId[]> {
    const wanted = [...(await this.store.records())].filter(([, { wantedAt }]) => wantedAt !== null);
    return wanted.toSorted(([, a], [, b]) => a.wantedAt! - b.wantedAt!).map(([id]) => id);
  }

  async #work(id: ModelId): Promise<void> {
    const controller = new AbortController();
    this.#current = { id, controller };
    const progress = new Progress(this.store.platform, (doing) => this.activities.begin(id, doing));
    try {
      const from = { address: this.addresses.get(id), access: this.access };
      await download(this.store, id, from, controller.signal, {
        onBytes: (bytes) => {
          this.#retries.delete(id);
          progress.arrived(bytes);
        },
        onRetry: ({ failure, waitMs }) => progress.waits(failure, waitMs),
        onAnew: (why) => progress.note(why),
      });
      this.activities.end(id);
    } catch (error) {
      await this.#failed(id, asRefusal(error));
    } finally {
      this.#current = null;
    }
  }

  /** What a server refuses may be for want of a signature, which no record has. */
  async #explained(id: ModelId, failure: Failure): Promise<Failure> {
    const record = this.addresses.has(id) ? null : await this.store.record(id);
    if (!record?.queried || failure.kind !== 'unreachable') return failure;
    const remedy = 'enter the whole address again under Get a model, and the download goes on';
    return { ...failure, message: `${failure.message}. Its address had a query, which is not stored: ${remedy}.` };
  }

  async #failed(id: ModelId, error: Refusal): Promise<void> {
    if (error.failure.kind === 'stopped') return this.activities.end(id);
    const failure = await this.#explained(id, error.failure);
    if (!(error instanceof Passing || error instanceof NoAnswer)) {
      const written = await attempt(() => this.store.update(id, () => ({ wantedAt: null, failure })));
      // On a disk that is so full that not even this can be written, it is tried again.
      if (written.ok) return this.activities.end(id);
    }
    const failures = (this.#retries.get(id)?.failures ?? 0) + 1;
    const at = this.store.platform.now() + Math.min(second * 2 ** failures, longestPause);
    this.#retries.set(id, { at, failures });
    this.activities.begin(id, { state: 'retrying', failure, retryAt: at, bytesPerSecond: null });
  }
}

/** Storage can fail in many ways, all of which are for a person to mend. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DOMException) return storageRefusal(error);
  throw error;
}
