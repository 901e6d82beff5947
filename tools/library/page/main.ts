/** The library's worker without the app, and an engine's way of reading, for a script to drive. */
import { proxy, wrap } from 'comlink';
import type { KeptModel, LibraryApi, LibraryState } from '../../../src/library/contract.ts';
import type { Result } from '../../../src/result.ts';
import { createTrustedTypesPolicy } from '../../../src/trusted_types.ts';
import type { HubAccess } from '../../../src/vocabulary/hub_access.ts';
import type { Reader } from './reader.ts';

createTrustedTypesPolicy();
const libraryWorker = new Worker(new URL('../../../src/library/main.ts', import.meta.url), { type: 'module' });
const readerWorker = new Worker(new URL('./reader.ts', import.meta.url), { type: 'module' });
// All their methods are asynchronous: a remote has the same ones.
const library = wrap(libraryWorker) as unknown as LibraryApi;
const reader = wrap(readerWorker) as unknown as Reader;

let state: LibraryState | null = null;
const looking = new Set<() => void>();

const page = {
  library,
  reader,

  /** Starts the library, which goes on with what was wanted. */
  async start(access: HubAccess): Promise<Result<void>> {
    const reached = await library.reachHub(access);
    void library.watch(
      proxy((latest: LibraryState) => {
        state = latest;
        for (const look of looking) look();
      }),
    );
    return reached;
  },

  state: (): LibraryState | null => state,

  /** The only model, once it is in one of these states; null when it is to be gone. */
  until: (states: KeptModel['state'][] | 'gone'): Promise<KeptModel | null> =>
    new Promise((resolve) => {
      const look = () => {
        const model = state?.models[0] ?? null;
        const reached = states === 'gone' ? state !== null && !model : model && states.includes(model.state);
        if (!reached) return;
        looking.delete(look);
        resolve(model);
      };
      looking.add(look);
      look();
    }),
};

declare global {
  interface Window {
    page: typeof page;
  }
}

window.page = page;
