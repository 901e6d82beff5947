import type { BenchProgress, BenchRow, EngineApi } from '../../worker/api.ts';

/** What a person can have the engine do besides answers and loads. */
export type Job =
  | 'diagnosis'
  | 'benchmark'
  | 'story'
  | 'remedies'
  | 'token'
  | 'odds'
  | 'known'
  | 'batches'
  | 'kernel'
  | 'peer';

/** How far a job is. */
export interface JobProgress {
  /** What it does at the moment: a benchmark's row, or a name that depends on the job; null where it does one thing only. */
  doing: BenchRow | string | null;
  /** The share that is done, between 0 and 1; null where that is not known. */
  done: number | null;
}

/** The job that occupies the engine: no answers meanwhile. */
export interface Occupation extends JobProgress {
  job: Job;
  /** When it began, in ms. */
  since: number;
}

/** A job's work. It tells how far it is by `tell`; what it does besides the engine ends once `signal` is aborted. */
export type Work<T> = (engine: EngineApi, tell: (progress: JobProgress) => void, signal: AbortSignal) => Promise<T>;

/** Tells of a benchmark's rows as a share. */
export function rowsAs(tell: (progress: JobProgress) => void): (progress: BenchProgress) => void {
  return ({ doing, done, total }) => tell({ doing, done: done / total });
}

/** In ms: before, a guess at the time that is left would jump. */
const settledMs = 1500;

/** Milliseconds that a job still takes if it goes on as it did; null while that is a mere guess. */
export function timeLeft({ done, since }: Occupation, now: number): number | null {
  const passed = now - since;
  return done === null || done <= 0.02 || passed < settledMs ? null : (passed * (1 - done)) / done;
}
