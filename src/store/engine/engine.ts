import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import { sameLocation } from '../../vocabulary/checkpoint_sources.ts';
import { defaultConfiguration } from '../../vocabulary/configuration.ts';
import { huggingFace } from '../../vocabulary/hub_access.ts';
import type { CheckpointLocation, EngineApi, LoadedModel, LoadOptions } from '../../worker/api.ts';
import type { Connection } from '../connection.ts';
import { absolute } from './absolute.ts';
import { latestPerFrame, type Schedule } from './frames.ts';
import type { EngineState, Origin } from './engine_state.ts';
import { optionsOf, usualOptions } from './load_options.ts';
import { loadingOf, type Loading } from './loading.ts';
import type { JobProgress } from './occupation.ts';
import { createThroughput } from './throughput.ts';

/** The checkpoint that comes with the page. */
export const bundled: CheckpointLocation = { kind: 'url', base: 'models/demo/' };
/** What the page calls it. */
export const bundledName = 'Toy (7M)';

const unresponsive = 'it stopped responding';

interface Parts {
  /** Starts a worker. */
  connect: (onSilent: (silent: boolean) => void) => Connection<EngineApi>;
  schedule: Schedule;
  now: () => number;
  /** The base of relative addresses. */
  pageAddress: string;
}

export function createEngine({ connect, schedule, now, pageAddress }: Parts) {
  return createStore<EngineState>()((set, get) => {
    let engine: EngineApi | null = null;
    let end: Connection<EngineApi>['end'] = () => {};
    /** Whether the engine was asked to stop, and has not answered. */
    let stopping = false;
    /** What `source` was loaded with; null for what suits any model. */
    let options: LoadOptions | null = null;
    let hubAccess = huggingFace;
    /** Counts preparations, so that only the last one says that compiling is done. */
    let preparation = 0;
    /** Counts starts, so that one that a loss has outdated loads nothing beside the next. */
    let starts = 0;
    let jobs = 0;
    /** Ends what the job of the lab does besides the engine. */
    let occupying = new AbortController();

    function down(of: EngineApi, failure: Failure): void {
      if (engine !== of) return;
      const crashed = failure.kind === 'worker-crashed';
      if (crashed) engine = null;
      set({ device: { at: crashed ? 'crashed' : 'lost', failure }, model: null, loading: null, silent: false });
    }

    function heard(of: EngineApi, silent: boolean): void {
      if (engine !== of) return;
      set({ silent });
      if (silent && stopping) end(unresponsive);
    }

    function connected(): EngineApi {
      if (engine) return engine;
      const connection = connect((silent) => heard(connection.api, silent));
      const fresh = connection.api;
      engine = fresh;
      ({ end } = connection);
      void fresh.configure(get().configuration);
      void fresh.reachHub(hubAccess);
      void connection.crashed.then((failure) => down(fresh, failure));
      return fresh;
    }

    async function watchForLoss(of: EngineApi): Promise<void> {
      const lost = await of.lost();
      if (!lost.ok) down(of, lost.failure);
    }

    /** Makes the engine compile what the program needs while a person types. */
    async function prepare(of: EngineApi): Promise<void> {
      const { model } = get();
      const turn = ++preparation;
      set({ compiling: true });
      const prepared = await of.prepare();
      if (turn === preparation) set({ compiling: false });
      if (prepared.ok && engine === of && get().model === model) set({ uncompiled: prepared.value });
    }

    async function open(): Promise<boolean> {
      if (get().device.at === 'open') return true;
      set({ device: { at: 'opening' } });
      const current = connected();
      const opened = await current.open();
      if (engine !== current) return false; // crashed meanwhile
      if (!opened.ok) {
        const { failure } = opened;
        set({ device: { at: failure.kind === 'device-lost' ? 'lost' : 'unavailable', failure } });
        return false;
      }
      set({ device: { at: 'open', adapter: opened.value } });
      void watchForLoss(current);
      return true;
    }

    /** A location that means the same wherever it is looked at. The bundled checkpoint is known as such, whoever names it. */
    function resolved(location: CheckpointLocation): CheckpointLocation {
      const found = absolute(location, pageAddress);
      return found.kind !== 'files' && sameLocation(found, absolute(bundled, pageAddress)) ? bundled : found;
    }

    function comeFrom(origin: Origin): void {
      ({ options } = origin);
      set({ source: origin.location });
    }

    /** Makes what `job` answers with the model, unless it fails: then the model is the one before. */
    async function replaceModel(
      location: CheckpointLocation,
      wanted: LoadOptions,
      job: (of: EngineApi) => Promise<Result<LoadedModel>>,
    ): Promise<boolean> {
      const current = connected();
      const loaded = await get().run(job);
      const { device, loading } = get();
      if (engine !== current || device.at !== 'open') return false; // the loss has been reported already
      if (loaded.ok) {
        options = wanted;
        // Both refer to the previous model.
        get().configure({ fault: null, avoided: {} });
        set({ model: loaded.value, source: location, loading: null, uncompiled: [] });
        void prepare(current);
      } else {
        set({ loading: null, loadFailure: loading?.cancelled ? null : loaded.failure });
      }
      return loaded.ok;
    }

    return {
      device: { at: 'opening' },
      model: null,
      source: bundled,
      loading: null,
      loadFailure: null,
      occupation: null,
      silent: false,
      idle: true,
      uncompiled: [],
      compiling: false,
      configuration: defaultConfiguration,

      configure(changes) {
        const before = get().configuration;
        const configuration = { ...before, ...changes };
        set({ configuration });
        void engine?.configure(configuration);
        if (engine && get().model && configuration.program !== before.program) void prepare(engine);
      },

      reachHub(access) {
        hubAccess = access;
        void engine?.reachHub(access);
      },

      async start(from) {
        const before: Origin = { location: get().source, options };
        const turn = ++starts;
        if (from) comeFrom(from);
        if (!(await open()) || turn !== starts) return;
        const { source } = get();
        set({ loading: loadingOf('', source), loadFailure: null });
        const found = await get().inspect(source);
        if (turn !== starts) {
          if (found.ok) get().release(found.value);
          return;
        }
        if (!found.ok) {
          if (get().device.at === 'open') set({ loading: null, loadFailure: found.failure });
        } else {
          if (get().device.at === 'open') {
            await get().load(found.value, options ?? usualOptions(found.value.summary.config.maxPositions));
          }
          get().release(found.value);
        }
        if (get().model && get().loadFailure) comeFrom(before); // the model is still the one before
      },

      async inspect(location) {
        const asked = resolved(location);
        const found = await connected().inspect(
          absolute(asked, pageAddress),
          asked === bundled ? bundledName : undefined,
        );
        return found.ok ? { ok: true, value: { location: asked, ...found.value } } : found;
      },

      release: ({ handle }) => void engine?.release(handle),

      async load({ location, handle, summary }, wanted) {
        set({ loading: loadingOf(summary.name, location), loadFailure: null });
        const throughput = createThroughput();
        const frames = latestPerFrame<Pick<Loading, 'progress' | 'bytesPerSecond'>>(
          (latest) => set(({ loading }) => (loading ? { loading: { ...loading, ...latest } } : {})),
          schedule,
        );
        return replaceModel(location, wanted, (of) =>
          of.load(handle, wanted, (progress) =>
            frames.push({ progress, bytesPerSecond: throughput(progress.bytes, now()) }),
          ),
        );
      },

      async resize(context) {
        const { model, source } = get();
        if (!model) return false;
        set({ loading: loadingOf(model.name, source), loadFailure: null });
        return replaceModel(source, { ...optionsOf(model), context }, (of) => of.resize(context));
      },

      cancelLoad() {
        set(({ loading }) => (loading ? { loading: { ...loading, cancelled: true } } : {}));
        get().stop();
      },

      dismissFailure: () => set({ loadFailure: null }),

      api: connected,

      async run(job) {
        jobs += 1;
        set({ idle: false });
        const result = await job(connected());
        jobs -= 1;
        set({ idle: jobs === 0 });
        return result;
      },

      async occupy(job, work) {
        set({ occupation: { job, doing: null, done: null, since: now() } });
        const { signal } = (occupying = new AbortController());
        const tell = (progress: JobProgress) =>
          set(({ occupation }) => (occupation ? { occupation: { ...occupation, ...progress } } : {}));
        const result = await get().run((api) => work(api, tell, signal));
        set({ occupation: null });
        return result;
      },

      stop() {
        occupying.abort();
        if (!engine) return;
        stopping = true;
        void engine.stop().then(() => (stopping = false));
        if (get().silent) end(unresponsive);
      },

      async restart() {
        end(unresponsive);
        // The end is heard of first.
        await Promise.resolve();
        await get().start();
      },
    };
  });
}

export type Engine = ReturnType<typeof createEngine>;
