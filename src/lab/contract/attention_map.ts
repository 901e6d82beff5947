/** What a token attends to: part of the engine's contract, types only. */
import type { ChosenFault } from '../../vocabulary/configuration.ts';
import type { Program, ProgramName } from '../../vocabulary/program.ts';

export interface AttentionRequest {
  /** The last of them is the one in question. */
  tokens: number[];
  program: Program;
  fault: ChosenFault | null;
}

export interface AttentionReport {
  position: number;
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  set: ProgramName;
  /** Every position's token, as a person reads it. */
  names: string[];
  layers: number;
  heads: number;
  /** [layers, heads, positions]: of each head they add up to 1. */
  shares: Float32Array;
  /** What reading them took on the GPU's clock; null without timestamps. */
  gpuMs: number | null;
}
