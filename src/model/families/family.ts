import type { Metadata } from '../checkpoint/gguf/metadata.ts';
import type { Stage } from '../../vocabulary/stages.ts';
import type { WeightAllocator } from '../weights/weight_allocator.ts';
import type { Definition } from './definition.ts';
import type { ModelConfig } from './model_config.ts';
import type { LayerNorm, WeightsOnGpu } from './model_weights.ts';
import type { GlobalStep, LayerStep } from './step.ts';

/** An architecture: all that the engine has to know about a family of checkpoints. docs/how-to/add-an-architecture.md */
export interface Family {
  /** How config.json names it: `model_type`, and one of `architectures`. */
  modelType: string;
  architecture: string;
  /** Completes "choose a checkpoint of …" where another architecture is refused. */
  example: string;
  /**
   * Reads the fields of a config.json of this architecture.
   *
   * @throws Refusal ('bad-checkpoint') for the first field with which the model would not run exactly as published.
   */
  parseConfig(fields: Record<string, unknown>, file: string): ModelConfig;
  /** How GGUF files describe it. */
  gguf: GgufArchitecture;
  /** Every tensor that a checkpoint with this config must have, in the order of the forward pass, with its shape. */
  tensors(config: ModelConfig): Map<string, number[]>;
  /** What the names of all tensors but the head begin with. */
  base: string;
  /** The embedding, [vocabulary, hidden], and the output head, which only models that are not tied need. */
  embeddingTensor: string;
  headTensor: string;
  /** The gains of the norms, by tensor. */
  normTensors(config: ModelConfig): { layers: Record<LayerNorm, string>[]; final: string };
  /** Allocates every weight; those that a fused kernel reads together go side by side. */
  allocate(config: ModelConfig, allocator: WeightAllocator): ModelWeights;
  /** The forward pass: `embed`, the steps of a layer for every layer, `logits`. */
  steps: { embed: GlobalStep; layer: readonly LayerStep[]; logits: GlobalStep };
  /** The same pass as its publishers define it: what the reference is held to. */
  definition: Definition;
  /** Stages at which a step ends, whatever kernels it runs. What lies between is each kernel's own affair. */
  boundaries: ReadonlySet<Stage>;
  /** The stages that the KV cache holds. */
  cached: { keys: Stage; values: Stage };
  /** What parts an answer. */
  answerTags: AnswerTags;
}

/** An architecture as llama.cpp writes it into GGUF files. */
export interface GgufArchitecture {
  /** `general.architecture`. */
  name: string;
  /** The checkpoint's own name of a tensor; null for one that this architecture does not have. */
  tensorName(name: string): string | null;
  /**
   * The fields of config.json that the metadata state, in its names, for {@link Family.parseConfig}.
   *
   * @throws Refusal ('bad-checkpoint') for a key that is missing, and for what config.json could not state.
   */
  config(model: GgufModel): Record<string, unknown>;
}

export interface GgufModel {
  metadata: Metadata;
  /** For messages. */
  file: string;
}

/** What an answer's thoughts stand between, and each of its tool calls. */
export interface AnswerTags {
  open: string;
  close: string;
  openCall: string;
  closeCall: string;
}

/** The weights of a model on the GPU, and the architecture that says how to run them. */
export interface ModelWeights extends WeightsOnGpu {
  family: Family;
}
