/** What a diagnosis is asked and answers: part of the engine's contract, types only. */
import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { BatchShape } from '../../vocabulary/batch_shape.ts';
import type { ModelConfig } from '../../model/families/qwen3/config.ts';
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, StepName } from '../../vocabulary/program.ts';
import type { Divergence } from '../../numerics/divergence.ts';
import type { Evidence } from '../../numerics/evidence/evidence.ts';
import type { TopLogits } from '../../numerics/top_logits.ts';
import type { Verdict } from '../../numerics/verdict/verdict.ts';

/** Token ids, or text that the checkpoint's tokenizer encodes as it stands, special tokens included. */
export type Prompt = { tokens: number[] } | { text: string };

export interface DiagnosisRequest {
  /** Of a longer one the first 64 tokens are looked at; null for 24 ids spread over the vocabulary. */
  prompt: Prompt | null;
  /** Whose fused steps are looked at. */
  program: Program;
  /** Made on purpose in the fused kernels, for this diagnosis alone. */
  fault: ChosenFault | null;
  /** Whether to look for the smallest program that is wrong, too: some ten programs in lockstep. */
  bisect: boolean;
}

export interface DiagnosisProgress {
  doing: 'replay' | 'lockstep' | 'verdict' | 'bisect';
}

/** A stage as a step leaves it on the reference's inputs. */
export interface ReplayedStage {
  layer: number | null;
  /** The steps that ran as one kernel; mostly one. */
  steps: readonly StepName[];
  /** What kind of batch ran: each has kernels of its own. */
  shape: BatchShape;
  stage: string;
  evidence: Evidence;
  /** rms(error)/rms of the reference with its sums taken backwards. */
  floor: number;
  bad: boolean;
}

/** A stage as the whole program leaves it, with a cache of its own. */
export interface DriftedStage {
  layer: number | null;
  stage: string;
  evidence: Evidence;
  floor: number;
  bad: boolean;
}

/** A program that a bisection tried, in lockstep with the reference. */
export interface TriedProgram {
  /** Those that were fused. */
  steps: StepName[];
  /** Whether a stage drifted beyond rounding, or a likeliest token changed. */
  bad: boolean;
  firstStage: string | null;
  /** The first position after which another token is likeliest. */
  firstToken: number | null;
  maxKl: number;
}

export interface Bisection {
  /** The fewest fused steps that are still bad; null where even all are not. */
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
  /** After every token; empty where the prompt is not told. */
  topLogits: TopLogits[];
  verdict: Verdict;
  /** Null unless asked for. */
  bisection: Bisection | null;
  /** How long each part took, in milliseconds; null where an older record does not say. */
  timings: DiagnosisTimings | null;
}

export interface DiagnosisTimings {
  replay: number;
  lockstep: number;
  verdict: number;
  /** 0 unless asked for. */
  bisect: number;
}

/** One of the catalogue, for a person to choose. */
export interface KnownFault {
  name: string;
  title: string;
  step: string;
  story: string;
}
