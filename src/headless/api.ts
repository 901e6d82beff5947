/** The contract between the headless page and the script that drives it. */
import type { Result } from '../result.ts';
import type {
  BenchReport,
  BenchRequest,
  CacheType,
  Diagnosis,
  DiagnosisRequest,
  TraceReport,
  TraceRequest,
  WatchReport,
  WatchRequest,
  WeightChoice,
} from '../worker/api.ts';

/** The model to load first. */
export interface HeadlessModel {
  /** The address of the checkpoint's folder. */
  checkpoint: string;
  weights: WeightChoice;
  cache: CacheType;
}

export interface HeadlessTrace extends HeadlessModel {
  request: TraceRequest;
}

export interface HeadlessBench extends HeadlessModel {
  request: BenchRequest;
}

export interface HeadlessDiagnosis extends HeadlessModel {
  request: DiagnosisRequest;
}

export interface Headless {
  /** Loads the checkpoint and traces it. Every tensor is sent with PUT to its {@link tensorAddress}. */
  trace(trace: HeadlessTrace): Promise<Result<TraceReport>>;
  /** Loads the checkpoint and times it. The page's title shows the progress. */
  bench(bench: HeadlessBench): Promise<Result<BenchReport>>;
  /** Finds the fused step that is wrong. Loads the checkpoint, unless it is the one loaded last. */
  diagnose(diagnosis: HeadlessDiagnosis): Promise<Result<Diagnosis>>;
  /** Statistics of a token, on the checkpoint loaded last. */
  watch(request: WatchRequest): Promise<Result<WatchReport>>;
  /** Draws a finding, given as JSON. Answers with a PNG in base64 whose code links to `page`. */
  picture(finding: string, page: string): Promise<string>;
  /** Reads the run in a picture, given in base64. Answers with what stands behind `#run=` in a link. Loads and runs nothing. */
  codeIn(picture: string): Promise<Result<string>>;
}

declare global {
  interface Window {
    /** Set by headless.html. */
    plumbline: Headless;
  }
}
