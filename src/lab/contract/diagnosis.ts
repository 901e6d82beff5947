/** What a diagnosis is asked and answers: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { ModelConfig } from '../../model/families/model_config.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, StepName } from '../../vocabulary/program.ts';
import type { Divergence } from '../../numerics/divergence.ts';
import type { Evidence } from '../../numerics/evidence/evidence.ts';
import type { KernelTrial } from './kernel_trial.ts';
import type { ReferenceReport } from './reference.ts';
import type { TopLogits } from '../../numerics/top_logits.ts';
import type { Verdict } from '../../numerics/verdict/verdict.ts';

/** Token ids, or text that the checkpoint's tokenizer encodes verbatim, special tokens included. */
export type Prompt = { tokens: number[] } | { text: string };

export interface DiagnosisRequest {
  /** The last 4,096 tokens run, and the last 64 of them are examined. Null runs a placeholder prompt of 24 tokens. */
  prompt: Prompt | null;
  /** Its fused steps are checked. */
  program: Program;
  /** Injected into the fused kernels, for this diagnosis only. */
  fault: ChosenFault | null;
  /** Whether to search for the smallest program that is wrong as well: about ten programs in lockstep. */
  bisect: boolean;
}

export interface DiagnosisProgress {
  doing: 'reference' | 'alone' | 'replay' | 'lockstep' | 'verdict' | 'bisect';
  /** The share of the whole that is done, between 0 and 1. */
  done: number;
}

/** A stage as a step computes it from the reference's inputs. */
export interface ReplayedStage {
  layer: number | null;
  /** The steps that ran as one kernel: one step, unless steps are fused with each other. */
  steps: readonly StepName[];
  /** The shape of the batch: each has its own kernels. */
  shape: BatchShape;
  stage: string;
  evidence: Evidence;
  /** Noise floor: the relative error of the reference with its sums taken in reverse order. */
  floor: number;
  bad: boolean;
}

/** A stage as the whole program computes it, on its own cache. */
export interface DriftedStage {
  layer: number | null;
  stage: string;
  evidence: Evidence;
  floor: number;
  bad: boolean;
}

/** A program that a bisection tried, in lockstep with the reference. */
export interface TriedProgram {
  /** The fused steps. */
  steps: StepName[];
  /** Whether a stage drifted beyond rounding, or the most likely token changed anywhere. */
  bad: boolean;
  firstStage: string | null;
  /** The first position after which another token is most likely. */
  firstToken: number | null;
  maxKl: number;
}

export interface Bisection {
  /** The smallest set of fused steps that is still bad; null where even all of them are not. */
  steps: StepName[] | null;
  trail: TriedProgram[];
}

export interface Diagnosis {
  schema: 1;
  model: { name: string; hash: string; config: ModelConfig };
  adapter: AdapterDescription;
  program: Program;
  fault: ChosenFault | null;
  tokens: number[];
  replay: ReplayedStage[];
  lockstep: DriftedStage[];
  logits: Divergence;
  logitsFloor: Divergence;
  /** After every token; empty where the prompt is withheld. */
  topLogits: TopLogits[];
  verdict: Verdict;
  /** The worst trial of every kernel alone on hard inputs; empty in records of older versions. */
  alone: KernelTrial[];
  /** The reference itself beside float64; null where the checkpoint could not be read again, and in records of older versions. */
  reference: ReferenceReport | null;
  /** Null unless asked for. */
  bisection: Bisection | null;
  /** Milliseconds of each part; null in records of older versions. */
  timings: DiagnosisTimings | null;
}

interface DiagnosisTimings {
  reference: number;
  alone: number;
  replay: number;
  lockstep: number;
  verdict: number;
  /** 0 unless asked for. */
  bisect: number;
}

/** A fault of the catalogue, as a person chooses it. */
export interface KnownFault {
  name: string;
  title: string;
  step: string;
  story: string;
}
