/** A checkpoint before and after it is loaded: part of the engine's contract, types only. */
import type { ModelConfig } from '../../model/families/model_config.ts';
import type { RecommendedSampling } from '../../model/checkpoint/generation_config.ts';
import type { QuantisationError } from '../../model/weights/quantiser.ts';
import type { GainFigures, LayerGainFigures } from '../../numerics/gains/gain_figures.ts';
import type { CacheType } from '../../vocabulary/cache_type.ts';
import type { Unavailable } from '../../vocabulary/program.ts';
import type { WeightChoice } from '../../vocabulary/weight_choice.ts';

/** What a checkpoint's small files and the headers of its weights say. */
export interface CheckpointSummary {
  name: string;
  config: ModelConfig;
  parameters: number;
  /** Storage types present among the weights, such as `['BF16']`. */
  dtypes: string[];
  /** Bytes of weights to read. */
  weightBytes: number;
  /** Bytes of weights in GPU memory, for every weight choice. */
  gpuBytes: Record<WeightChoice, number>;
  /** Bytes of KV cache for each token of context, for every type. */
  kvBytesPerToken: Record<CacheType, number>;
  /** Sampling settings that the publisher recommends (generation_config.json); null where nothing is published. */
  recommended: RecommendedSampling | null;
  /** Whether the chat template heeds a request not to think. */
  switchesThinking: boolean;
  /** Whether the chat template tells the model of tools, and their calls can be read. */
  takesTools: boolean;
  /** Null when the checkpoint can chat; otherwise what is missing, and the remedy. */
  cannotChat: string | null;
}

export interface LoadedModel extends CheckpointSummary {
  /** Hash of the config and all weights: equal for equal models, however they are sharded. */
  hash: string;
  context: number;
  weights: LoadedWeights;
  cache: LoadedCache;
  /** Steps that run their reference whatever the program says, and why. */
  unavailable: Unavailable;
  /** Version of the kernels: changes with the text of any kernel, with the sizes for this adapter, and with the code that runs them. */
  kernels: string;
  gains: GainScan;
  loadMs: number;
}

/** The gains of all norms, as stored. */
export interface GainScan {
  layers: LayerGainFigures[];
  final: GainFigures;
}

/** What rounding in a cache does after a short prompt, relative: rms(error) / rms(in f32). */
export interface CacheError {
  tokens: number;
  /** Of all keys and of all values, by rounding alone. */
  keys: number;
  values: number;
  /** Of the next token's logits, which other roundings of all layers have gone into. */
  logits: number;
}

export interface LoadedCache {
  type: CacheType;
  /** How far it was from one in f32; null where it is one. */
  error: CacheError | null;
}

export interface LoadedWeights {
  choice: WeightChoice;
  /** GPU memory that the weights take. */
  bytes: number;
  /** How far the weights are from the stored ones; null where they are the stored ones. */
  error: QuantisationError | null;
}
