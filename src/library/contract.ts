/**
 * The contract between the page and the library's worker, which keeps models on this device: types only, so that importing it pulls
 * nothing into the page. Every method answers with a `Result`; a rejected promise is a bug. Callbacks come last.
 */
import type { Failure, Result } from '../result.ts';
import type { Address } from '../vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';

/** Names a kept model on this device. It follows from the address, so every tab finds the same one. */
export type ModelId = string;

export type KeptState =
  /** Waits for the downloads before it. */
  | 'queued'
  | 'downloading'
  /** The network or the server failed; it is tried again at `retryAt`, and others are downloaded meanwhile. */
  | 'retrying'
  | 'paused'
  /** Its blocks are being compared with their hashes. */
  | 'verifying'
  /** Every byte is here and its hash was right. */
  | 'ready'
  /** Some blocks are wrong or missing. `resume` fetches them again. */
  | 'damaged'
  /** It cannot go on without a person: see `failure`. */
  | 'failed';

export interface KeptFile {
  /** Relative to the checkpoint's folder. */
  path: string;
  bytes: number;
  keptBytes: number;
  /** In hex: what the hub publishes, or else what was computed once the whole file was here. */
  sha256: string | null;
  /** Whether `sha256` is what its source publishes, with which the file is compared. */
  published: boolean;
  /** Whether the whole file was hashed, and the hash was `sha256`. */
  checked: boolean;
}

export interface KeptModel {
  id: ModelId;
  name: string;
  source: Address;
  /** The commit that the hub resolved the revision to; null for other sources. */
  revision: string | null;
  /** Storage types of its weights, such as `BF16` or `Q4_K`; null until it was loaded once. */
  format: string | null;
  files: readonly KeptFile[];
  bytes: number;
  keptBytes: number;
  state: KeptState;
  /** Why it is `retrying`, `damaged`, `paused` (no room) or `failed`; while `downloading`, that a file is fetched anew, and why. */
  failure: Failure | null;
  /** Milliseconds since 1970. */
  retryAt: number | null;
  /** While downloading. */
  bytesPerSecond: number | null;
  /** Milliseconds since 1970. */
  addedAt: number;
  usedAt: number | null;
}

export interface LibraryState {
  /** Why models cannot be kept here (a private window, no OPFS); null where they can. */
  unavailable: Failure | null;
  /** The last used first. */
  models: readonly KeptModel[];
  /** Bytes that this origin uses, and may use; null where the browser does not say. */
  usage: number | null;
  quota: number | null;
  /** Whether the browser promised not to evict what is kept. */
  persisted: boolean;
}

export interface LibraryApi {
  /** How the hub is reached from now on. Call it before `watch`, from which on downloads go on by themselves. */
  reachHub(access: HubAccess): Promise<Result<void>>;
  /**
   * Reports the state now and whenever it changes, whichever tab changed it, at most a few times a second. It answers only with a failure:
   * a function is called until its call has answered.
   */
  watch(onState: (state: LibraryState) => void): Promise<Result<never>>;
  /**
   * Adds a model to the downloads, or goes on with it. Downloads run one after the other, in one tab, and go on by themselves when
   * the page is opened again. From then on the engine reads that address from here: what is missing it waits for while it is being
   * downloaded, or else fetches and keeps. Refuses with `disk-full` what does not fit, and with `no-storage` where nothing is kept.
   */
  keep(source: Address): Promise<Result<ModelId>>;
  /** Stops a download and keeps what is here. */
  pause(id: ModelId): Promise<Result<void>>;
  resume(id: ModelId): Promise<Result<void>>;
  /** Deletes a model in all tabs. A model on the GPU stays there. */
  remove(id: ModelId): Promise<Result<void>>;
  /** Compares every block with its hash, and deletes those that are wrong. Answers how many were. */
  verify(id: ModelId): Promise<Result<number>>;
  /** Writes the files of a model that is `ready` into a folder of that name in `folder`. */
  exportTo(id: ModelId, folder: FileSystemDirectoryHandle, onBytes: (bytes: number) => void): Promise<Result<void>>;
  /** Remembers that a model was loaded, and the storage types of its weights. */
  used(id: ModelId, format: string): Promise<Result<void>>;
}
