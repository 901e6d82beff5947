/** The contract between the headless page and the script that drives it. */
import type { Result } from '../result.ts';
import type { TraceReport, TraceRequest } from '../worker/api.ts';

export interface HeadlessTrace {
  /** The address of the checkpoint's folder. */
  checkpoint: string;
  request: TraceRequest;
}

export interface Headless {
  /** Loads the checkpoint and traces it; every tensor is sent with PUT as tensor_address.ts says. */
  trace(trace: HeadlessTrace): Promise<Result<TraceReport>>;
}

declare global {
  interface Window {
    /** Set by headless.html. */
    plumbline: Headless;
  }
}
