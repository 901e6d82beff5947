/** Fakes of the library's worker, for the stores' tests. */
import type { KeptModel, LibraryApi, LibraryState } from '../../library/contract.ts';
import { never, succeeded } from '../engine/fakes.ts';
import { createLibrary } from './library.ts';

export function keptModel(name: string, change: Partial<KeptModel> = {}): KeptModel {
  return {
    id: name,
    name,
    source: { kind: 'hub', id: name, revision: 'main' },
    revision: null,
    format: 'BF16',
    files: [],
    bytes: 1000,
    keptBytes: 1000,
    state: 'ready',
    failure: null,
    retryAt: null,
    bytesPerSecond: null,
    addedAt: 0,
    usedAt: null,
    ...change,
  };
}

export const shelf = (...models: KeptModel[]): LibraryState => ({
  unavailable: null,
  models,
  usage: 0,
  quota: 1e9,
  persisted: false,
});

/** The store of a library whose state is `state`. `overrides` replace methods; all others succeed. */
export function fakeLibrary(state: LibraryState = shelf(), overrides: Partial<LibraryApi> = {}) {
  const arranged: Partial<LibraryApi> = {
    async watch(onState) {
      onState(state);
      return never;
    },
    keep: async (source) => succeeded(JSON.stringify(source)),
    verify: async () => succeeded(0),
    ...overrides,
  };
  const api = new Proxy(arranged as LibraryApi, {
    get: (target, method) => Reflect.get(target, method) ?? (async () => succeeded(undefined)),
  });
  return createLibrary({ connect: () => ({ api, crashed: never, end: () => {} }), persist: async () => true });
}
