/** The contract between the headless page and the script that drives it. */
import type { Result } from '../result.ts';
import type {
  BenchReport,
  BenchRequest,
  Diagnosis,
  DiagnosisRequest,
  TraceReport,
  TraceRequest,
  WatchReport,
  WatchRequest,
  WeightChoice,
} from '../worker/api.ts';

/** What is loaded first. */
export interface HeadlessModel {
  /** The address of the checkpoint's folder. */
  checkpoint: string;
  weights: WeightChoice;
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
  /** Loads the checkpoint and traces it; every tensor is sent with PUT as tensor_address.ts says. */
  trace(trace: HeadlessTrace): Promise<Result<TraceReport>>;
  /** Loads the checkpoint and times it. The page's title says what is being done. */
  bench(bench: HeadlessBench): Promise<Result<BenchReport>>;
  /** Loads the checkpoint, unless it was loaded last, and looks for the fused step that is wrong. */
  diagnose(diagnosis: HeadlessDiagnosis): Promise<Result<Diagnosis>>;
  /** What a token leaves, in the checkpoint that was loaded last. */
  watch(request: WatchRequest): Promise<Result<WatchReport>>;
  /** Draws a finding, given as JSON, as a PNG in base64 whose code leads to `page`. */
  picture(finding: string, page: string): Promise<string>;
  /** The run that a picture, given in base64, tells of, as it stands behind `#run=` in a link. Loads and runs nothing. */
  codeIn(picture: string): Promise<Result<string>>;
}

declare global {
  interface Window {
    /** Set by headless.html. */
    plumbline: Headless;
  }
}
