import type { Arena } from '../../gpu/arena.ts';
import type { Rows } from '../../gpu/recording.ts';
import { takesFew } from '../../kernels/attention/few_tokens.ts';
import { isFew, maxFew, type BatchShape } from '../../vocabulary/batch_shape.ts';
import type { Activation } from '../../kernels/operands.ts';
import type { SplitBuffers, WeightParts } from '../../kernels/products/split_buffers.ts';
import { attentionPartsSize } from '../../kernels/attention/splits.ts';
import type { Tuning } from '../../kernels/tuning.ts';
import type { ModelConfig } from '../families/model_config.ts';
import { kvStride } from '../sequence/kv_bytes.ts';
import { layerSplitBytes } from './layer_split.ts';
import { ropeRotations } from './rope.ts';

/** Which tokens of a batch get logits. Those of a few all do. */
export type LogitRows = 'last' | 'every';

/** What activations are sized for. */
export interface BatchSize {
  chunk: number;
  positions: number;
  logits: LogitRows;
  /** The most that a weight of a layer has as operands of subgroup matrices. */
  weightParts: WeightParts;
}

/** Everything between the token ids and the logits, sized for a batch of `chunk` tokens and for every layer of one token. */
export type Activations = ReturnType<typeof allocateActivations>;

/** Stages that every layer of one token writes to memory of its own, so that all can be read when the token is done. */
export const retainedStages = ['x', 'q', 'k', 'v', 'attn', 'attnResidual', 'act'] as const;
export type RetainedStage = (typeof retainedStages)[number];

export function allocateActivations(arena: Arena, config: ModelConfig, size: BatchSize, tuning: Tuning) {
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
  const attentionWidth = config.heads * config.headDim;
  const kvWidth = config.kvHeads * config.headDim;
  // A few tokens are computed four at a time, and all of them get logits.
  const few = takesFew(tuning, config) ? maxFew : 1;
  const tokens = Math.max(size.chunk, few);
  const activation = (label: string, width: number, rows: Rows): Activation => {
    const count = 'fixed' in rows ? Math.max(rows.fixed, few) : rows.perToken * tokens;
    const buffer = arena.buffer(label, count * width * 4, STORAGE | COPY_SRC | COPY_DST);
    return { binding: { buffer, offset: 0, size: buffer.size }, width, rows };
  };
  const everyToken = (label: string, width: number) => activation(label, width, { perToken: 1 });
  const bindingAlignment = arena.gpu.device.limits.minStorageBufferOffsetAlignment;
  /** The tokens of a batch one after the other or, for one token, the layers, each where a binding may begin. */
  const ofLayers = (label: string, width: number): Activation => {
    const bytes = Math.max(tokens * width * 4, (config.layers + 1) * stride(width, bindingAlignment));
    const buffer = arena.buffer(label, bytes, STORAGE | COPY_SRC | COPY_DST);
    return { binding: { buffer, offset: 0, size: buffer.size }, width, rows: { perToken: 1 } };
  };
  const logitTokens: Rows = size.logits === 'every' ? { perToken: 1 } : { fixed: 1 };
  const rotations = ropeRotations(size.positions, config.headDim, config.ropeTheta, config.yarn);
  const rotationsBuffer = arena.buffer('rotations', rotations.byteLength, STORAGE | COPY_DST);
  arena.gpu.device.queue.writeBuffer(rotationsBuffer, 0, rotations);
  const x = ofLayers('x', config.hiddenSize);
  const f16Split = (): SplitBuffers | null => {
    if (!tuning.subgroupMatrices) return null;
    const { places, ...bytes } = layerSplitBytes(config, size.chunk, size.weightParts);
    // Quantised weights that fit a binding need not fit one as f16.
    if (Math.max(bytes.weights, bytes.inputs) > arena.gpu.adapter.maxBindingBytes) return null;
    const buffer = (name: string, bytes: number) => arena.buffer(`f16_split/${name}`, bytes, STORAGE);
    return {
      ...places,
      inputs: buffer('inputs', bytes.inputs),
      inputScales: buffer('input_scales', bytes.inputScales),
      weights: buffer('weights', bytes.weights),
      weightScales: buffer('weight_scales', bytes.weightScales),
    };
  };
  return {
    bindingAlignment,
    ids: arena.buffer('ids', tokens * 4, STORAGE | COPY_DST | COPY_SRC),
    /** shaders/shared/batch.wgsl */
    batch: arena.buffer('batch', 8, STORAGE | COPY_DST),
    /** (cos, sin) of every position and pair. */
    rotations: rotationsBuffer,
    /** The residual stream that the layer reads. */
    x,
    /** The same with the layer's attention added. */
    attnResidual: ofLayers('attn_residual', config.hiddenSize),
    /** A layer's normalised input: to attention, then to the feed-forward. */
    normed: everyToken('normed', config.hiddenSize),
    q: ofLayers('q', attentionWidth),
    k: ofLayers('k', kvWidth),
    v: ofLayers('v', kvWidth),
    qNormed: everyToken('q_norm', attentionWidth),
    kNormed: everyToken('k_norm', kvWidth),
    qRotated: everyToken('q_rope', attentionWidth),
    kRotated: everyToken('k_rope', kvWidth),
    /** The partial results of split attention for a few tokens, to be merged. */
    attentionParts: arena.buffer(
      'attention_parts',
      4 * few * attentionPartsSize(tuning, config.heads, kvStride(config), size.positions),
      STORAGE,
    ),
    attn: ofLayers('attn', attentionWidth),
    /** What a layer's attention, then its feed-forward, adds to the residual stream. */
    delta: everyToken('delta', config.hiddenSize),
    gate: everyToken('gate', config.ffnSize),
    up: everyToken('up', config.ffnSize),
    act: ofLayers('act', config.ffnSize),
    /** What subgroup matrices read, where the adapter has them. */
    f16Split: f16Split(),
    /** The rows of x that get logits: x itself, or a copy of its last. */
    tail: size.logits === 'every' ? x : activation('tail', config.hiddenSize, logitTokens),
    final: activation('final_norm', config.hiddenSize, logitTokens),
    logits: activation('logits', config.vocabSize, logitTokens),
  };
}

/** The activations that a step reads and writes. */
export interface StepActivations extends Activations {
  /** The residual stream with the feed-forward added, which the next layer reads. */
  mlpResidual: Activation;
}

/**
 * The activations of a layer's steps. `embed` belongs to the first layer, `logits` to the one that would follow the last. For
 * several tokens, each layer overwrites those of the one before. For one token, each layer has memory of its own in the buffers of
 * {@link retainedStages}, so that all can be read when the token is done.
 */
export function activationsOf(b: Activations, shape: BatchShape, layer: number): StepActivations {
  if (shape === 'many') return { ...b, mlpResidual: b.x };
  if (isFew(shape)) {
    const every = (activation: Activation): Activation => ({ ...activation, rows: { perToken: 1 } });
    return { ...b, mlpResidual: b.x, tail: b.x, final: every(b.final), logits: every(b.logits) };
  }
  const own = (stage: RetainedStage, index: number): Activation => {
    const { binding, width, rows } = b[stage];
    const bytes = retainedStride(b, stage);
    return { binding: { buffer: binding.buffer, offset: index * bytes, size: bytes }, width, rows };
  };
  const retained = Object.fromEntries(retainedStages.map((stage) => [stage, own(stage, layer)]));
  const views = { ...b, ...retained, mlpResidual: own('x', layer + 1) };
  return { ...views, tail: b.tail === b.x ? views.x : b.tail };
}

/** Bytes from a layer's `stage` of one token to the next layer's. */
function retainedStride(b: Activations, stage: RetainedStage): number {
  return stride(b[stage].width, b.bindingAlignment);
}

function stride(width: number, alignment: number): number {
  return Math.ceil((width * 4) / alignment) * alignment;
}
