/** How the loaded model compares with what somebody else has computed: part of the engine's contract, types only. */
import type { Program, ProgramName } from '../../vocabulary/program.ts';

export interface KnownRequest {
  /** A safetensors file of known answers, and its name. docs/lab.md#known-answers */
  file: Blob;
  name: string;
  program: Program;
}

/** A position of the prompt whose logits, or their mean, are known. */
export interface KnownPosition {
  position: number;
  /** The token there. */
  id: number;
  name: string;
  /** Null where its logits are not known. */
  logits: KnownLogits | null;
  /** Over the vocabulary; null where none is known. */
  mean: { known: number; here: number } | null;
  bad: boolean;
}

export interface KnownLogits {
  /** rms(error) / rms(known). */
  error: number;
  /** KL(known || here), in nats. */
  kl: number;
  /** What each has as the likeliest next token. */
  likeliest: { known: KnownToken; here: KnownToken };
}

export interface KnownToken {
  id: number;
  name: string;
}

export interface KnownReport {
  /** The file's name, and who computed it, as the file says. */
  name: string;
  source: string | null;
  /** As it ran: steps without a fused kernel here ran their reference. */
  program: Program;
  set: ProgramName;
  tokens: number;
  /** What rms(error) / rms(known) may be, and how far a mean may be off. */
  tolerances: { stage: number; mean: number };
  positions: KnownPosition[];
  /** rms(error) / rms(known) of every stage in the order of the file; Infinity where its shape is another. */
  stages: { name: string; error: number; bad: boolean }[];
  /** Stages that lie inside fused kernels. */
  absent: string[];
  /** Tensors of the file that are no known answers. */
  unknown: string[];
  /** The greedy continuation; null where none is known. */
  generated: { known: KnownToken[]; here: KnownToken[]; bad: boolean } | null;
  /** Whether anything is beyond its tolerance. */
  bad: boolean;
}
