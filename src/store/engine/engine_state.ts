/** What the page knows of the engine, and what it can ask of it. */
import type { Failure, Result } from '../../result.ts';
import type { Configuration } from '../../vocabulary/configuration.ts';
import type { HubAccess } from '../../vocabulary/hub_access.ts';
import type {
  AdapterDescription,
  CheckpointLocation,
  EngineApi,
  Inspection,
  LoadedModel,
  LoadOptions,
  Suspect,
} from '../../worker/api.ts';
import type { Loading } from './loading.ts';
import type { Job, Occupation, Work } from './occupation.ts';

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
  /** Null while no job of the lab runs. */
  occupation: Occupation | null;
  /** Whether the engine owes something and does not react. */
  silent: boolean;
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
  /** Runs a job of the lab, which occupies the engine. */
  occupy: <T>(job: Job, work: Work<T>) => Promise<T>;
  /** Ends the job in progress; where the engine does not react, the engine with it. */
  stop: () => void;
  /** Ends the engine, whatever it does, and starts another with the same model. */
  restart: () => Promise<void>;
}
