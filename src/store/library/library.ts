import { createStore } from 'zustand/vanilla';
import type { LibraryApi, LibraryState, ModelId } from '../../library/contract.ts';
import type { Failure, Result } from '../../result.ts';
import type { Address } from '../../vocabulary/checkpoint_sources.ts';
import { type HubAccess, huggingFace } from '../../vocabulary/hub_access.ts';
import type { Connection } from '../connection.ts';

/** What the last thing that a person did to a kept model came to. */
export type Act =
  | { at: 'exporting'; bytes: number }
  | { at: 'exported'; folder: string }
  | { at: 'verified'; wrong: number }
  | { at: 'failed'; failure: Failure };

export interface LibraryStoreState {
  /** Null until the library has reported. */
  library: LibraryState | null;
  acts: Readonly<Record<ModelId, Act>>;
  /** What the browser answered when it was asked not to evict what is kept; null until then. */
  promised: boolean | null;
  /** How the hub is reached from now on. */
  reachHub: (access: HubAccess) => void;
  /** Starts the library, which goes on with the downloads that were not paused. */
  start: () => void;
  /** Asks the browser not to evict what is kept. Some browsers ask the person in turn, so a press has to come before. */
  askForPromise: () => Promise<void>;
  /** Adds a model to the downloads. Must follow a press, see {@link LibraryStoreState.askForPromise}. */
  keep: (source: Address) => Promise<Result<ModelId>>;
  pause: (id: ModelId) => Promise<void>;
  resume: (id: ModelId) => Promise<void>;
  remove: (id: ModelId) => Promise<void>;
  verify: (id: ModelId) => Promise<void>;
  exportTo: (id: ModelId, folder: FileSystemDirectoryHandle) => Promise<void>;
  /** Remembers that a model was loaded, and the storage types of its weights. */
  used: (id: ModelId, format: string) => Promise<void>;
  /** Forgets the result of the last act on a model. */
  dismiss: (id: ModelId) => void;
}

interface Parts {
  /** Starts a worker. */
  connect: () => Connection<LibraryApi>;
  /** The browser's `navigator.storage.persist`. */
  persist: () => Promise<boolean>;
}

const silent: LibraryState = { unavailable: null, models: [], usage: null, quota: null, persisted: false };

export function createLibrary({ connect, persist }: Parts) {
  return createStore<LibraryStoreState>()((set, get) => {
    let connected: LibraryApi | null = null;
    let hubAccess = huggingFace;

    const unavailable = (failure: Failure) =>
      set(({ library }) => ({ library: { ...(library ?? silent), unavailable: failure } }));

    function api(): LibraryApi {
      if (connected) return connected;
      const connection = connect();
      connected = connection.api;
      void connected.reachHub(hubAccess);
      void connection.crashed.then(unavailable);
      return connected;
    }

    function record(id: ModelId, act: Act | null): void {
      const { [id]: _, ...others } = get().acts;
      set({ acts: act ? { ...others, [id]: act } : others });
    }

    /** Runs what a person does to a model, and records how it ended. */
    async function act<T>(id: ModelId, result: Promise<Result<T>>, ended: (value: T) => Act | null): Promise<void> {
      record(id, null);
      const done = await result;
      record(id, done.ok ? ended(done.value) : { at: 'failed', failure: done.failure });
    }
    const nothing = () => null;

    return {
      library: null,
      acts: {},
      promised: null,

      reachHub(access) {
        hubAccess = access;
        void connected?.reachHub(access);
      },

      start() {
        void api()
          .watch((library) => set({ library }))
          .then((watched) => !watched.ok && unavailable(watched.failure));
      },

      async askForPromise() {
        set({ promised: await persist() });
      },

      async keep(source) {
        const { library, promised } = get();
        if (promised === null && library?.persisted === false) void get().askForPromise();
        return api().keep(source);
      },

      pause: (id) => act(id, api().pause(id), nothing),
      resume: (id) => act(id, api().resume(id), nothing),
      remove: (id) => act(id, api().remove(id), nothing),
      verify: (id) => act(id, api().verify(id), (wrong) => ({ at: 'verified', wrong })),

      async exportTo(id, folder) {
        let over = false;
        // Reports come over a channel of their own, and the last may arrive after the result.
        const report = (bytes: number) => !over && record(id, { at: 'exporting', bytes });
        await act(id, api().exportTo(id, folder, report), () => {
          over = true;
          return { at: 'exported', folder: folder.name };
        });
      },

      used: (id, format) => act(id, api().used(id, format), nothing),

      dismiss: (id) => record(id, null),
    };
  });
}

export type Library = ReturnType<typeof createLibrary>;
