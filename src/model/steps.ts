/**
 * The steps of a forward pass: what lies between two boundaries where kernel sets may be swapped. Each expands into
 * plain operations and names the stages that are complete on the way.
 */
import { perHead, type Activation } from '../kernels/operands.ts';
import type { ReferenceOps } from '../kernels/reference_ops.ts';
import type { Activations } from './activations.ts';
import type { ModelConfig } from './checkpoint/config.ts';
import type { GlobalStage, LayerStage } from './stages.ts';
import type { LayerWeights, ModelWeights } from './weights.ts';

/** Says that `stage` is now complete in `activation`, and will be overwritten later. */
export type TapStage<S> = (stage: S, activation: Activation) => void;

/** What a layer's steps work on besides the activations. */
export interface Layer extends LayerWeights {
  keys: GPUBuffer;
  values: GPUBuffer;
}

interface LayerStep {
  name: string;
  reference(op: ReferenceOps, layer: Layer, b: Activations, config: ModelConfig, tap: TapStage<LayerStage>): void;
}

interface GlobalStep {
  name: string;
  reference(
    op: ReferenceOps,
    model: ModelWeights,
    b: Activations,
    config: ModelConfig,
    tap: TapStage<GlobalStage>,
  ): void;
}

export const embed = {
  name: 'embed',
  reference(op, model, b, _config, tap) {
    op.embed(b.ids, model.embedding, b.x);
    tap('embed', b.x);
  },
} as const satisfies GlobalStep;

export const qkv = {
  name: 'qkv',
  reference(op, layer, b, config, tap) {
    op.rmsNorm(b.x, layer.inputNorm, b.normed, config.rmsNormEps);
    tap('input_norm', b.normed);
    op.matmul(b.normed, layer.q, b.q);
    tap('q', b.q);
    op.matmul(b.normed, layer.k, b.k);
    tap('k', b.k);
    op.matmul(b.normed, layer.v, b.v);
    tap('v', b.v);
  },
} as const satisfies LayerStep;

export const rope = {
  name: 'rope',
  reference(op, layer, b, { headDim, rmsNormEps }, tap) {
    op.rmsNorm(perHead(b.q, headDim), layer.qNorm, perHead(b.qNormed, headDim), rmsNormEps);
    tap('q_norm', b.qNormed);
    op.rmsNorm(perHead(b.k, headDim), layer.kNorm, perHead(b.kNormed, headDim), rmsNormEps);
    tap('k_norm', b.kNormed);
    op.rope(b.qNormed, b.rope, b.qRotated, headDim);
    tap('q_rope', b.qRotated);
    op.rope(b.kNormed, b.rope, b.kRotated, headDim);
    tap('k_rope', b.kRotated);
    op.kvAppend(b.kRotated, b.v, layer);
  },
} as const satisfies LayerStep;

export const attention = {
  name: 'attention',
  reference(op, layer, b, config, tap) {
    op.attention(b.qRotated, layer, b.attn, config);
    tap('attn', b.attn);
  },
} as const satisfies LayerStep;

export const attnOut = {
  name: 'attn_out',
  reference(op, layer, b, _config, tap) {
    op.matmul(b.attn, layer.o, b.delta);
    tap('o_proj', b.delta);
    op.add(b.x, b.delta);
    tap('attn_residual', b.x);
  },
} as const satisfies LayerStep;

export const gateUp = {
  name: 'gate_up',
  reference(op, layer, b, config, tap) {
    op.rmsNorm(b.x, layer.postNorm, b.normed, config.rmsNormEps);
    tap('post_norm', b.normed);
    op.matmul(b.normed, layer.gate, b.gate);
    tap('gate', b.gate);
    op.matmul(b.normed, layer.up, b.up);
    tap('up', b.up);
    op.swiglu(b.gate, b.up, b.act);
    tap('swiglu', b.act);
  },
} as const satisfies LayerStep;

export const down = {
  name: 'down',
  reference(op, layer, b, _config, tap) {
    op.matmul(b.act, layer.down, b.delta);
    tap('down', b.delta);
    op.add(b.x, b.delta);
    tap('mlp_residual', b.x);
  },
} as const satisfies LayerStep;

export const logits = {
  name: 'logits',
  reference(op, model, b, config, tap) {
    if (b.tail !== b.x) op.lastRow(b.x, b.tail);
    op.rmsNorm(b.tail, model.finalNorm, b.final, config.rmsNormEps);
    tap('final_norm', b.final);
    op.matmul(b.final, model.lmHead, b.logits);
    tap('logits', b.logits);
  },
} as const satisfies GlobalStep;

/** A layer, in order. */
export const layerSteps = [qkv, rope, attention, attnOut, gateUp, down] as const;

export type StepName = (typeof layerSteps)[number]['name'] | typeof embed.name | typeof logits.name;
