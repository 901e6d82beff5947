/** What a benchmark is asked and answers: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { Program, ProgramName, StepName } from '../../vocabulary/program.ts';
import type { TracedModel } from './trace.ts';

export interface BenchRequest {
  programs: Program[];
  /** Contexts to decode at, in tokens. */
  contexts: number[];
  /** Prompts to prefill, in tokens. */
  prefills: number[];
  /** Tokens to decode for each row of the report. */
  tokens: number;
}

export interface BenchProgress {
  done: number;
  total: number;
  /** Null once all rows are done. */
  doing: BenchRow | null;
  /** What is measured so far. */
  measured: BenchReport;
}

/** A row of the report while it is measured; for all steps alone it is one. */
export interface BenchRow {
  work: 'prefill' | 'decode' | 'steps';
  program: ProgramName;
  /** In the prompt or the context. */
  tokens: number;
}

export interface BenchReport {
  schema: 1;
  model: TracedModel;
  adapter: AdapterDescription;
  loadMs: number;
  /** Bytes that a large copy reads and writes: `bandwidthShare` is a share of it. */
  copyBytesPerSecond: number;
  decode: {
    program: ProgramName;
    context: number;
    /** Median over windows of 16 tokens. */
    tokensPerSecond: number;
    /** The 10th percentile of the same. */
    p10: number;
    msPerToken: number;
    /** Extra time a token takes while it is watched in every layer, as a share. */
    watchedShare: number;
    /** The pass alone, on the GPU's clock; null where the adapter has no timestamps. */
    gpuMsPerToken: number | null;
    dispatches: number;
    /** Bytes that a token has to read: every weight once, and the cache. */
    bytes: number;
    bandwidthShare: number;
    timeToFirstTokenMs: number | null;
  }[];
  prefill: { program: ProgramName; tokens: number; ms: number; tokensPerSecond: number }[];
  /** Each step alone, for one token at the first context: run back to back, averaged over the layers. */
  steps: { program: ProgramName; step: StepName; us: number }[];
}
