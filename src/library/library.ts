import { attempt, refuse, type Failure, type Result } from '../result.ts';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import { Activities } from './activities.ts';
import type { LibraryApi, LibraryState, ModelId } from './contract.ts';
import { pinned } from './download/origin.ts';
import { planDownload } from './download/plan.ts';
import { Queue } from './download/queue.ts';
import { exportModel } from './manage/export.ts';
import { refuseIfTooLarge } from './manage/space.ts';
import { verify } from './manage/verify.ts';
import { Notices } from './notices.ts';
import type { Platform } from './platform.ts';
import { Shelf } from './shelf.ts';
import { ModelStore } from './store/model_store.ts';
import { modelId, publicAddress } from './store/names.ts';
import { newRecord, type ModelRecord } from './store/record.ts';

/** Milliseconds between two reports of the state. */
const reportEvery = 250;

/** The models that are kept on this device. Implements the worker's side of the contract. */
export class Library implements LibraryApi {
  readonly #platform: Platform;
  readonly #store: ModelStore;
  readonly #activities: Activities;
  readonly #shelf: Shelf;
  readonly #queue: Queue;
  readonly #watchers = new Set<(state: LibraryState) => void>();
  #reporting = false;
  /** Ends what is done to a model, so that it can be removed. */
  readonly #jobs = new Map<ModelId, Set<AbortController>>();

  constructor(platform: Platform) {
    const notices = new Notices(platform.channel);
    const onChange = () => void this.#report();
    this.#platform = platform;
    this.#store = new ModelStore(platform, notices);
    this.#activities = new Activities(platform, notices, onChange);
    this.#shelf = new Shelf(this.#store, onChange);
    this.#queue = new Queue(this.#store, this.#activities);
    notices.listen((notice) => {
      if (notice.kind === 'let-go') for (const job of this.#jobs.get(notice.id) ?? []) job.abort();
    });
    void this.#store.sweep();
  }

  async reachHub(access: HubAccess): Promise<Result<void>> {
    this.#queue.access = access;
    return { ok: true, value: undefined };
  }

  watch(onState: (state: LibraryState) => void): Promise<Result<never>> {
    return attempt(async () => {
      this.#watchers.add(onState);
      // What was wanted when the page was left goes on.
      this.#queue.kick();
      onState(await this.#shelf.state(this.#activities));
      return new Promise<never>(() => {});
    });
  }

  keep(source: Address): Promise<Result<ModelId>> {
    return attempt(async () => {
      const id = modelId(source);
      this.#queue.addresses.set(id, source);
      const record = (await this.#store.record(id)) ?? (await this.#add(id, source));
      const checked = record.files.every((file) => file.checked);
      if (!checked || (await this.#shelf.missingBytes(id)) > 0) await this.#want(id, record);
      return id;
    });
  }

  pause(id: ModelId): Promise<Result<void>> {
    return attempt(async () => {
      await this.#update(id, () => ({ wantedAt: null }));
    });
  }

  resume(id: ModelId): Promise<Result<void>> {
    return attempt(async () => this.#want(id, await this.#record(id)));
  }

  remove(id: ModelId): Promise<Result<void>> {
    return attempt(() => this.#store.remove(id));
  }

  verify(id: ModelId): Promise<Result<number>> {
    return this.#job(id, async (signal) => {
      this.#activities.begin(id, { state: 'verifying', failure: null, retryAt: null, bytesPerSecond: null });
      try {
        return await verify(this.#store, id, signal);
      } finally {
        this.#activities.end(id);
      }
    });
  }

  exportTo(id: ModelId, folder: FileSystemDirectoryHandle, onBytes: (bytes: number) => void): Promise<Result<void>> {
    return this.#job(id, (signal) => exportModel(this.#store, id, folder, { signal, onBytes }));
  }

  used(id: ModelId, format: string): Promise<Result<void>> {
    return attempt(async () => {
      await this.#update(id, () => ({ format, usedAt: this.#platform.now() }));
    });
  }

  /** The record of a model that is new here, and fits. */
  async #add(id: ModelId, source: Address): Promise<ModelRecord> {
    const address = publicAddress(source);
    const { access } = this.#queue;
    const revision = await this.#platform.open(source, access).commit();
    const origin = this.#platform.open(pinned(source, revision), access);
    const { files, absent, listing } = await planDownload(origin, this.#platform.blockBytes);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await refuseIfTooLarge(this.#platform, origin.name, bytes, await this.#shelf.promisedBytes(id));
    return this.#store.create(id, {
      ...newRecord,
      address,
      queried: source.kind === 'url' && new URL(source.base).search !== '',
      name: origin.name,
      revision,
      listing,
      absent,
      files,
      wantedAt: null,
      addedAt: this.#platform.now(),
    });
  }

  /** Puts a model into the queue, unless there is no room for it. */
  async #want(id: ModelId, { name, wantedAt }: ModelRecord): Promise<void> {
    const [needed, promised] = [await this.#shelf.missingBytes(id), await this.#shelf.promisedBytes(id)];
    await refuseIfTooLarge(this.#platform, name, needed, promised);
    await this.#update(id, () => ({ failure: null, wantedAt: wantedAt ?? this.#platform.now() }));
    this.#queue.retryNow(id);
  }

  async #record(id: ModelId): Promise<ModelRecord> {
    return (await this.#store.record(id)) ?? gone();
  }

  async #update(id: ModelId, change: (record: ModelRecord) => Partial<ModelRecord>): Promise<void> {
    if (!(await this.#store.update(id, change))) gone();
  }

  /** Runs `work` until it is done or the model is removed. */
  #job<T>(id: ModelId, work: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
    return attempt(async () => {
      const controller = new AbortController();
      const jobs = this.#jobs.get(id) ?? new Set();
      this.#jobs.set(id, jobs.add(controller));
      try {
        return await work(controller.signal);
      } finally {
        jobs.delete(controller);
      }
    });
  }

  /** Tells the state now, and once more if it changes within the next moment. */
  async #report(): Promise<void> {
    if (this.#reporting || this.#watchers.size === 0) return;
    this.#reporting = true;
    await this.#platform.wait(reportEvery, new AbortController().signal);
    this.#reporting = false;
    const state = await this.#shelf.state(this.#activities);
    for (const watcher of this.#watchers) watcher(state);
  }
}

/** Where nothing can be kept: it says so, and checkpoints are loaded from where they come from. */
export class NoLibrary implements LibraryApi {
  readonly #failure: Failure = {
    kind: 'no-storage',
    message:
      'This window keeps no models (a private window, or a browser without storage for pages): each visit downloads them again.',
  };

  reachHub = () => this.#refuse();
  watch = () => this.#refuse();
  keep = () => this.#refuse();
  pause = () => this.#refuse();
  resume = () => this.#refuse();
  remove = () => this.#refuse();
  verify = () => this.#refuse();
  exportTo = () => this.#refuse();
  used = () => this.#refuse();

  async #refuse(): Promise<Result<never>> {
    return { ok: false, failure: this.#failure };
  }
}

function gone(): never {
  refuse('bad-request', 'This model is no longer on this device.');
}
