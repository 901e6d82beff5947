import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../result.ts';
import type {
  AdapterDescription,
  AnsweredOn,
  BenchProgress,
  BenchReport,
  BenchRequest,
  ChatEvent,
  ChatRequest,
  ChatSummary,
  ChosenFault,
  CheckpointLocation,
  CheckpointSummary,
  Diagnosis,
  DiagnosisProgress,
  DiagnosisRequest,
  KernelCheck,
  KnownFault,
  LoadedModel,
  LoadOptions,
  LoadProgress,
  Measuring,
  Program,
  RemediesRequest,
  Suspect,
  TraceReport,
  TraceRequest,
  TriedRemedy,
  Unavailable,
  WatchReport,
  WatchRequest,
} from '../../worker/api.ts';
import type { EngineClient } from './client.ts';
import { defaultContext } from './context.ts';
import { latestPerFrame, type Schedule } from './frames.ts';
import { createThroughput } from './throughput.ts';

/** The checkpoint that comes with the page. */
export const bundled: CheckpointLocation = { kind: 'url', base: 'models/demo/' };

export type Device =
  | { at: 'opening' }
  | { at: 'unavailable'; failure: Failure }
  | { at: 'open'; adapter: AdapterDescription }
  | { at: 'lost' | 'crashed'; failure: Failure };

export interface Loading {
  name: string;
  /** Null until the checkpoint's small files are read. */
  progress: LoadProgress | null;
  bytesPerSecond: number | null;
  cancelled: boolean;
}

export interface EngineState {
  device: Device;
  model: LoadedModel | null;
  /** Where `model` came from, and what {@link EngineState.start} loads again. */
  source: CheckpointLocation;
  loading: Loading | null;
  loadFailure: Failure | null;
  /** Whether the engine looks into kernels: it answers nobody meanwhile. */
  diagnosing: boolean;
  /** Whether nobody waits for the engine. */
  idle: boolean;
  /** Steps of `model` that were found to have no fused kernel that compiles here. */
  uncompiled: readonly Suspect[];
  /** Whether kernels of the program are still being compiled. Meanwhile, on a CPU adapter, answers run the reference's. */
  compiling: boolean;
  /** Opens what is not open and loads `source`: at the start, for another try, and after a loss. */
  start: () => Promise<void>;
  inspect: (location: CheckpointLocation) => Promise<Result<CheckpointSummary>>;
  /** Whether `location` is the loaded model now. When not, the one before still is. */
  load: (location: CheckpointLocation, name: string, options: LoadOptions) => Promise<boolean>;
  cancelLoad: () => void;
  dismissFailure: () => void;
  chat: (request: ChatRequest, onEvent: (event: ChatEvent) => void) => Promise<Result<ChatSummary>>;
  faults: () => Promise<KnownFault[]>;
  diagnose: (
    request: DiagnosisRequest,
    onProgress: (progress: DiagnosisProgress) => void,
  ) => Promise<Result<Diagnosis>>;
  bench: (request: BenchRequest, onProgress: (progress: BenchProgress) => void) => Promise<Result<BenchReport>>;
  tryRemedies: (request: RemediesRequest) => Promise<Result<TriedRemedy[]>>;
  trace: (request: TraceRequest) => Promise<Result<TraceReport>>;
  /** What the last answer was given on. */
  answeredOn: () => Promise<AnsweredOn | null>;
  watchAgain: (request: WatchRequest) => Promise<Result<WatchReport>>;
  /** Of the fused kernels, while nobody waits for the engine: `stopped` as soon as somebody does. */
  check: () => Promise<Result<KernelCheck>>;
  /** Steps of the loaded model that run their reference whatever the program says, and why. */
  setAvoided: (steps: Unavailable) => void;
  /** Which kernels run from the next token on, in this engine and in those started after it. */
  setProgram: (program: Program) => void;
  setMeasuring: (measuring: Measuring | null) => void;
  /** Whether answers tell what their tokens leave, in this engine and in those started after it. */
  setWatching: (watching: boolean) => void;
  /** A mistake that answers are given with from the next one on; null for none. */
  fault: ChosenFault | null;
  /** Whether an answer ends where its logits say nothing at all. */
  watchdog: boolean;
  setFault: (fault: ChosenFault | null) => void;
  setWatchdog: (on: boolean) => void;
  stop: () => void;
}

export function createEngine(connectEngine: () => EngineClient, schedule: Schedule, now: () => number) {
  return createStore<EngineState>()((set, get) => {
    let client: EngineClient | null = null;
    let options: LoadOptions | null = null;
    let program: Program | null = null;
    let measuring: Measuring | null = null;
    let watching = false;
    /** Which of the preparations is the last. */
    let preparing = 0;

    function down(of: EngineClient, failure: Failure): void {
      if (client !== of) return;
      const crashed = failure.kind === 'worker-crashed';
      if (crashed) client = null;
      set({ device: { at: crashed ? 'crashed' : 'lost', failure }, model: null, loading: null });
    }

    function connected(): EngineClient {
      if (client) return client;
      const fresh = connectEngine();
      client = fresh;
      if (program) fresh.setProgram(program);
      if (measuring) fresh.setMeasuring(measuring);
      if (watching) fresh.setWatching(true);
      const { fault, watchdog } = get();
      if (fault) fresh.setFaults([fault]);
      if (!watchdog) fresh.setWatchdog(false);
      void fresh.crashed.then((failure) => down(fresh, failure));
      return fresh;
    }

    let atWork = 0;
    async function working<T>(work: () => Promise<T>): Promise<T> {
      atWork += 1;
      set({ idle: false });
      const done = await work();
      atWork -= 1;
      set({ idle: atWork === 0 });
      return done;
    }

    async function busy<T>(work: () => Promise<T>): Promise<T> {
      set({ diagnosing: true });
      const done = await working(work);
      set({ diagnosing: false });
      return done;
    }

    /** Has what the program needs compiled while a person types. */
    async function prepare(engine: EngineClient): Promise<void> {
      const { model } = get();
      const turn = ++preparing;
      set({ compiling: true });
      const uncompiled = await engine.prepare();
      if (turn === preparing) set({ compiling: false });
      if (client === engine && get().model === model) set({ uncompiled });
    }

    async function open(): Promise<boolean> {
      if (get().device.at === 'open') return true;
      set({ device: { at: 'opening' } });
      const engine = connected();
      const opened = await engine.open();
      if (client !== engine) return false; // crashed meanwhile
      if (!opened.ok) {
        set({ device: { at: 'unavailable', failure: opened.failure } });
        return false;
      }
      set({ device: { at: 'open', adapter: opened.value } });
      void engine.lost().then((failure) => down(engine, failure));
      return true;
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
      fault: null,
      watchdog: true,

      async start() {
        if (!(await open())) return;
        const { source } = get();
        set({ loading: { name: '', progress: null, bytesPerSecond: null, cancelled: false }, loadFailure: null });
        const found = await get().inspect(source);
        if (get().device.at !== 'open') return;
        if (!found.ok) return set({ loading: null, loadFailure: found.failure });
        const { name, config } = found.value;
        await get().load(source, name, options ?? { context: defaultContext(config.maxPositions), weights: 'stored' });
      },

      inspect: (location) => connected().inspect(location),

      async load(location, name, wanted) {
        set({ loading: { name, progress: null, bytesPerSecond: null, cancelled: false }, loadFailure: null });
        const throughput = createThroughput();
        const frames = latestPerFrame<Pick<Loading, 'progress' | 'bytesPerSecond'>>(
          (latest) => set(({ loading }) => (loading ? { loading: { ...loading, ...latest } } : {})),
          schedule,
        );
        const engine = connected();
        const loaded = await working(() =>
          engine.load(location, wanted, (progress) =>
            frames.push({ progress, bytesPerSecond: throughput(progress.bytes, now()) }),
          ),
        );
        const { device, loading } = get();
        if (client !== engine || device.at !== 'open') return false; // the loss has been told already
        if (loaded.ok) {
          options = wanted;
          // A layer of another model may not be there.
          if (get().fault) get().setFault(null);
          set({ model: loaded.value, source: location, loading: null, uncompiled: [] });
          void prepare(engine);
        } else {
          set({ loading: null, loadFailure: loading?.cancelled ? null : loaded.failure });
        }
        return loaded.ok;
      },

      cancelLoad() {
        set(({ loading }) => (loading ? { loading: { ...loading, cancelled: true } } : {}));
        client?.stop();
      },

      dismissFailure: () => set({ loadFailure: null }),

      chat: (request, onEvent) => working(() => connected().chat(request, onEvent)),
      faults: () => connected().faults(),
      diagnose: (request, onProgress) => busy(() => connected().diagnose(request, onProgress)),
      bench: (request, onProgress) => busy(() => connected().bench(request, onProgress)),
      tryRemedies: (request) => busy(() => connected().tryRemedies(request)),
      trace: (request) => busy(() => connected().trace(request)),
      answeredOn: () => connected().answeredOn(),
      watchAgain: (request) => busy(() => connected().watchAgain(request)),
      check: () => connected().check(),
      setAvoided: (steps) => client?.setAvoided(steps),
      setProgram(next) {
        program = next;
        client?.setProgram(next);
        if (client && get().model) void prepare(client);
      },
      setMeasuring(next) {
        measuring = next;
        client?.setMeasuring(next);
      },
      setWatching(next) {
        watching = next;
        client?.setWatching(next);
      },
      setFault(fault) {
        set({ fault });
        client?.setFaults(fault ? [fault] : []);
      },
      setWatchdog(watchdog) {
        set({ watchdog });
        client?.setWatchdog(watchdog);
      },
      stop: () => client?.stop(),
    };
  });
}

export type Engine = ReturnType<typeof createEngine>;
