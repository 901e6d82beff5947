import type { KeptModel, LibraryApi, LibraryState, ModelId } from '../../src/library/contract.ts';
import type { Failure } from '../../src/result.ts';

/** The state in which a fake library starts. */
export interface Shelf extends LibraryState {
  /** What `keep` refuses with, if it does. */
  keepFailure: Failure | null;
  /** Wrong blocks that `verify` finds. */
  wrongBlocks: number;
}

export const emptyShelf: Shelf = {
  unavailable: null,
  models: [],
  usage: 20_000_000,
  quota: 42_000_000_000,
  persisted: false,
  keepFailure: null,
  wrongBlocks: 0,
};

/** A test's controls of the library, in the worker's global `fakeLibrary`. */
export interface LibraryControls {
  /** The calls that the page made, in order. */
  calls: { method: keyof LibraryApi; given: unknown }[];
  /** Changes a model as a download or its end would, and reports it. */
  change: (id: ModelId, change: Partial<KeptModel>) => void;
}

/** A kept model that is complete. */
export function keptModel(name: string, change: Partial<KeptModel> = {}): KeptModel {
  return {
    id: name,
    name,
    source: { kind: 'hub', id: name, revision: 'main' },
    revision: 'c1899de289a04d12100db370d81485cdf75e47ca',
    format: 'BF16',
    files: [
      { path: 'config.json', bytes: 726, keptBytes: 726, sha256: '5'.repeat(64), published: false, checked: true },
      {
        path: 'model.safetensors',
        bytes: 1_192_134_370,
        keptBytes: 1_192_134_370,
        sha256: 'f47f7117'.repeat(8),
        published: true,
        checked: true,
      },
    ],
    bytes: 1_192_135_096,
    keptBytes: 1_192_135_096,
    state: 'ready',
    failure: null,
    retryAt: null,
    bytesPerSecond: null,
    addedAt: Date.UTC(2026, 9, 1),
    usedAt: Date.UTC(2026, 10, 2),
    ...change,
  };
}
