import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import { sameLocation } from '../../vocabulary/checkpoint_sources.ts';
import { defaultConfiguration, type Configuration } from '../../vocabulary/configuration.ts';
import { type HubAccess, huggingFace } from '../../vocabulary/hub_access.ts';
import type {
  AdapterDescription,
  CheckpointLocation,
  EngineApi,
  Inspection,
  LoadedModel,
  LoadOptions,
  Suspect,
} from '../../worker/api.ts';
import type { Connection } from '../connection.ts';
import { absolute } from './absolute.ts';
import { defaultContext } from './context.ts';
import { latestPerFrame, type Schedule } from './frames.ts';
import { loadingOf, type Loading } from './loading.ts';
import { createThroughput } from './throughput.ts';

/** The checkpoint that comes with the page. */
export const bundled: CheckpointLocation = { kind: 'url', base: 'models/demo/' };

export type Device =
  | { at: 'opening' }
  | { at: 'unavailable'; failure: Failure }
  | { at: 'open'; adapter: AdapterDescription }
  | { at: 'lost' | 'crashed'; failure: Failure };

/** A checkpoint and how to load it; null for what suits any model. */
export interface Origin {
  location: CheckpointLocation;
  options: LoadOptions | null;
}

/** A checkpoint that the engine keeps ready to load, until it is released. */
export interface InspectedCheckpoint extends Inspection {
  location: CheckpointLocation;
}

export interface EngineState {
  device: Device;
  model: LoadedModel | null;
  /** Where `model` came from, or should have come from: what {@link EngineState.start} loads. */
  source: CheckpointLocation;
  loading: Loading | null;
  loadFailure: Failure | null;
  /** Whether the lab occupies the engine: no answers meanwhile. */
  diagnosing: boolean;
  /** Whether nobody is waiting for the engine. */
  idle: boolean;
  /** Steps of `model` whose fused kernels were found not to compile here. */
  uncompiled: readonly Suspect[];
  /** Whether kernels of the program are still being compiled. Meanwhile, on a CPU adapter, answers run the reference's. */
  compiling: boolean;
  /** What answers run with. Every engine started later gets it too; `fault` and `avoided` are reset by a load. */
  configuration: Configuration;
  configure: (changes: Partial<Configuration>) => void;
  /** How the hub is reached from now on, by every engine started later too. No state that is shown or shared has it. */
  reachHub: (access: HubAccess) => void;
  /** Opens what is not open and loads `source`, or first makes `from` the source: at the start, on another try, and after a loss. */
  start: (from?: Origin) => Promise<void>;
  /** Reads a checkpoint's small files. The caller must release it. */
  inspect: (location: CheckpointLocation) => Promise<Result<InspectedCheckpoint>>;
  release: (checkpoint: InspectedCheckpoint) => void;
  /** Answers whether `checkpoint` is the loaded model now. If not, the previous one still is. */
  load: (checkpoint: InspectedCheckpoint, options: LoadOptions) => Promise<boolean>;
  /** Gives the loaded model a KV cache of another size. Answers whether it has one. */
  resize: (context: number) => Promise<boolean>;
  cancelLoad: () => void;
  dismissFailure: () => void;
  /** The engine, started if it is not running, for calls that nobody has to wait for. */
  api: () => EngineApi;
  /** Runs a job that somebody waits for. */
  run: <T>(job: (engine: EngineApi) => Promise<T>) => Promise<T>;
  /** Runs a job of the lab. */
  occupy: <T>(job: (engine: EngineApi) => Promise<T>) => Promise<T>;
  /** Ends the job in progress. */
  stop: () => void;
}

interface Parts {
  /** Starts a worker. */
  connect: () => Connection<EngineApi>;
  schedule: Schedule;
  now: () => number;
  /** The base of relative addresses. */
  pageAddress: string;
}

export function createEngine({ connect, schedule, now, pageAddress }: Parts) {
  return createStore<EngineState>()((set, get) => {
    let engine: EngineApi | null = null;
    /** What `source` was loaded with; null for what suits any model. */
    let options: LoadOptions | null = null;
    let hubAccess = huggingFace;
    /** Counts preparations, so that only the last one says that compiling is done. */
    let preparation = 0;
    let jobs = 0;

    function down(of: EngineApi, failure: Failure): void {
      if (engine !== of) return;
      const crashed = failure.kind === 'worker-crashed';
      if (crashed) engine = null;
      set({ device: { at: crashed ? 'crashed' : 'lost', failure }, model: null, loading: null });
    }

    function connected(): EngineApi {
      if (engine) return engine;
      const connection = connect();
      const fresh = connection.api;
      engine = fresh;
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
        set({ device: { at: 'unavailable', failure: opened.failure } });
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
      diagnosing: false,
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
        if (from) comeFrom(from);
        if (!(await open())) return;
        const { source } = get();
        set({ loading: loadingOf('', source), loadFailure: null });
        const found = await get().inspect(source);
        if (!found.ok) {
          if (get().device.at === 'open') set({ loading: null, loadFailure: found.failure });
        } else {
          if (get().device.at === 'open') {
            const context = defaultContext(found.value.summary.config.maxPositions);
            await get().load(found.value, options ?? { context, weights: 'stored' });
          }
          get().release(found.value);
        }
        if (get().model && get().loadFailure) comeFrom(before); // the model is still the one before
      },

      async inspect(location) {
        const asked = resolved(location);
        const found = await connected().inspect(absolute(asked, pageAddress));
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
        return replaceModel(source, { context, weights: model.weights.choice }, (of) => of.resize(context));
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

      async occupy(job) {
        set({ diagnosing: true });
        const result = await get().run(job);
        set({ diagnosing: false });
        return result;
      },

      stop: () => void engine?.stop(),
    };
  });
}

export type Engine = ReturnType<typeof createEngine>;
