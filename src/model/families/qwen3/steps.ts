/**
 * The steps of a forward pass. The reference expands into plain operations and names every stage that is complete on the
 * way; the fused kernels write only the stages at the step's boundary.
 */
import { recordAttention } from '../../../kernels/attention/record.ts';
import { recordAttnOut } from '../../../kernels/attn_out/record.ts';
import { recordProductAdd } from '../../../kernels/down/record.ts';
import { recordGateUp } from '../../../kernels/gate_up/record.ts';
import { recordLogits } from '../../../kernels/logits/record.ts';
import { perHead } from '../../../kernels/operands.ts';
import * as plain from '../../../kernels/plain/operations.ts';
import { recordQkv } from '../../../kernels/qkv/record.ts';
import { recordRope } from '../../../kernels/rope/record.ts';
import type { GlobalStep, LayerStep } from '../step.ts';

export const embed: GlobalStep = {
  name: 'embed',
  reference(on, model, b, _config, tap) {
    plain.embed(on, b.ids, model.embedding, b.x);
    tap('embed', b.x);
  },
  // One gather is all there is to it.
  fused(on, model, b, _config, tap) {
    plain.embed(on, b.ids, model.embedding, b.x);
    tap('embed', b.x);
  },
};

export const qkv: LayerStep = {
  name: 'qkv',
  reference(on, layer, b, config, tap) {
    plain.rmsNorm(on, b.x, layer.inputNorm, b.normed, config.rmsNormEps);
    tap('input_norm', b.normed);
    plain.matmul(on, b.normed, layer.q, b.q);
    tap('q', b.q);
    plain.matmul(on, b.normed, layer.k, b.k);
    tap('k', b.k);
    plain.matmul(on, b.normed, layer.v, b.v);
    tap('v', b.v);
  },
  fused(on, layer, b, config, tap) {
    const { rmsNormEps: eps } = config;
    recordQkv(on, { x: b.x, gain: layer.inputNorm, weights: layer, pack: layer.packs.qkv, to: b, eps });
    tap('q', b.q);
    tap('k', b.k);
    tap('v', b.v);
  },
};

export const rope: LayerStep = {
  name: 'rope',
  reference(on, layer, b, { headDim, rmsNormEps }, tap) {
    plain.rmsNorm(on, perHead(b.q, headDim), layer.qNorm, perHead(b.qNormed, headDim), rmsNormEps);
    tap('q_norm', b.qNormed);
    plain.rmsNorm(on, perHead(b.k, headDim), layer.kNorm, perHead(b.kNormed, headDim), rmsNormEps);
    tap('k_norm', b.kNormed);
    plain.rope(on, b.qNormed, b.rotations, b.qRotated, headDim);
    tap('q_rope', b.qRotated);
    plain.rope(on, b.kNormed, b.rotations, b.kRotated, headDim);
    tap('k_rope', b.kRotated);
    plain.kvAppend(on, b.kRotated, b.v, layer.cache, headDim);
  },
  fused(on, layer, b, config, tap) {
    if (on.fusions.ropeAttention) return;
    recordRope(on, { ...b, qkNorm: layer.packs.qkNorm!, cache: layer.cache, heads: config });
    tap('q_rope', b.qRotated);
  },
};

export const attention: LayerStep = {
  name: 'attention',
  reference(on, layer, b, config, tap) {
    plain.attention(on, b.qRotated, layer.cache, b.attn, config);
    tap('attn', b.attn);
  },
  fused(on, layer, b, config, tap) {
    recordAttention(on, { ...b, qkNorm: layer.packs.qkNorm!, cache: layer.cache, heads: config });
    if (!on.fusions.attentionOut) tap('attn', b.attn);
  },
};

export const attnOut: LayerStep = {
  name: 'attn_out',
  reference(on, layer, b, _config, tap) {
    plain.matmul(on, b.attn, layer.o, b.delta);
    tap('o_proj', b.delta);
    plain.add(on, b.x, b.delta, b.attnResidual);
    tap('attn_residual', b.attnResidual);
  },
  fused(on, layer, b, config, tap) {
    recordAttnOut(on, { ...b, weight: layer.o, headDim: config.headDim, sum: b.attnResidual });
    tap('attn_residual', b.attnResidual);
  },
};

export const gateUp: LayerStep = {
  name: 'gate_up',
  reference(on, layer, b, config, tap) {
    plain.rmsNorm(on, b.attnResidual, layer.postNorm, b.normed, config.rmsNormEps);
    tap('post_norm', b.normed);
    plain.matmul(on, b.normed, layer.gate, b.gate);
    tap('gate', b.gate);
    plain.matmul(on, b.normed, layer.up, b.up);
    tap('up', b.up);
    plain.swiglu(on, b.gate, b.up, b.act);
    tap('swiglu', b.act);
  },
  fused(on, layer, b, config, tap) {
    const { rmsNormEps: eps } = config;
    recordGateUp(on, { x: b.attnResidual, gain: layer.postNorm, pack: layer.packs.gateUp!, act: b.act, eps });
    tap('swiglu', b.act);
  },
};

export const down: LayerStep = {
  name: 'down',
  reference(on, layer, b, _config, tap) {
    plain.matmul(on, b.act, layer.down, b.delta);
    tap('down', b.delta);
    plain.add(on, b.attnResidual, b.delta, b.mlpResidual);
    tap('mlp_residual', b.mlpResidual);
  },
  fused(on, layer, b, _config, tap) {
    recordProductAdd(on, { y: b.act, weight: layer.down, x: b.attnResidual, sum: b.mlpResidual });
    tap('mlp_residual', b.mlpResidual);
  },
};

export const logits: GlobalStep = {
  name: 'logits',
  reference(on, model, b, config, tap) {
    if (b.tail !== b.x) plain.lastRow(on, b.x, b.tail);
    plain.rmsNorm(on, b.tail, model.finalNorm, b.final, config.rmsNormEps);
    tap('final_norm', b.final);
    plain.matmul(on, b.final, model.lmHead, b.logits);
    tap('logits', b.logits);
  },
  fused(on, model, b, config, tap) {
    recordLogits(on, { ...b, gain: model.finalNorm, weight: model.lmHead, eps: config.rmsNormEps });
    tap('logits', b.logits);
  },
};

/** A layer, in order. */
export const layerSteps = [qkv, rope, attention, attnOut, gateUp, down] as const;
