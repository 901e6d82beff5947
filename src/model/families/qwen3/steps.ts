/**
 * The steps of a forward pass. The reference expands into plain operations and names every stage that is complete on the
 * way; the fused kernels write only the stages at the step's boundary.
 */
import { perHead } from '../../../kernels/operands.ts';
import type { GlobalStep, LayerStep } from '../step.ts';

export const embed: GlobalStep = {
  name: 'embed',
  reference(op, model, b, _config, tap) {
    op.embed(b.ids, model.embedding, b.x);
    tap('embed', b.x);
  },
  // One gather is all there is to it.
  fused(op, model, b, _config, tap) {
    op.plain.embed(b.ids, model.embedding, b.x);
    tap('embed', b.x);
  },
};

export const qkv: LayerStep = {
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
  fused(op, layer, b, config, tap) {
    op.normQkv(b.x, layer.inputNorm, layer.packs.qkv!, b, config.rmsNormEps);
    tap('q', b.q);
    tap('k', b.k);
    tap('v', b.v);
  },
};

export const rope: LayerStep = {
  name: 'rope',
  reference(op, layer, b, { headDim, rmsNormEps }, tap) {
    op.rmsNorm(perHead(b.q, headDim), layer.qNorm, perHead(b.qNormed, headDim), rmsNormEps);
    tap('q_norm', b.qNormed);
    op.rmsNorm(perHead(b.k, headDim), layer.kNorm, perHead(b.kNormed, headDim), rmsNormEps);
    tap('k_norm', b.kNormed);
    op.rope(b.qNormed, b.rotations, b.qRotated, headDim);
    tap('q_rope', b.qRotated);
    op.rope(b.kNormed, b.rotations, b.kRotated, headDim);
    tap('k_rope', b.kRotated);
    op.kvAppend(b.kRotated, b.v, layer.cache, headDim);
  },
  fused(op, layer, b, config, tap) {
    if (op.joins.ropeAttention) return;
    op.ropeAppend(b, layer.packs.qkNorm!, layer.cache, config);
    tap('q_rope', b.qRotated);
  },
};

export const attention: LayerStep = {
  name: 'attention',
  reference(op, layer, b, config, tap) {
    op.attention(b.qRotated, layer.cache, b.attn, config);
    tap('attn', b.attn);
  },
  fused(op, layer, b, config, tap) {
    op.attention(b, layer.packs.qkNorm!, layer.cache, config);
    if (!op.joins.attentionOut) tap('attn', b.attn);
  },
};

export const attnOut: LayerStep = {
  name: 'attn_out',
  reference(op, layer, b, _config, tap) {
    op.matmul(b.attn, layer.o, b.delta);
    tap('o_proj', b.delta);
    op.add(b.x, b.delta, b.attnResidual);
    tap('attn_residual', b.attnResidual);
  },
  fused(op, layer, b, config, tap) {
    op.attentionOut(b, layer.o, b.x, b.attnResidual, config);
    tap('attn_residual', b.attnResidual);
  },
};

export const gateUp: LayerStep = {
  name: 'gate_up',
  reference(op, layer, b, config, tap) {
    op.rmsNorm(b.attnResidual, layer.postNorm, b.normed, config.rmsNormEps);
    tap('post_norm', b.normed);
    op.matmul(b.normed, layer.gate, b.gate);
    tap('gate', b.gate);
    op.matmul(b.normed, layer.up, b.up);
    tap('up', b.up);
    op.swiglu(b.gate, b.up, b.act);
    tap('swiglu', b.act);
  },
  fused(op, layer, b, config, tap) {
    op.normGateUp(b.attnResidual, layer.postNorm, layer.packs.gateUp!, b.act, config.rmsNormEps);
    tap('swiglu', b.act);
  },
};

export const down: LayerStep = {
  name: 'down',
  reference(op, layer, b, _config, tap) {
    op.matmul(b.act, layer.down, b.delta);
    tap('down', b.delta);
    op.add(b.attnResidual, b.delta, b.mlpResidual);
    tap('mlp_residual', b.mlpResidual);
  },
  fused(op, layer, b, _config, tap) {
    op.productAdd(b.act, layer.down, b.attnResidual, b.mlpResidual);
    tap('mlp_residual', b.mlpResidual);
  },
};

export const logits: GlobalStep = {
  name: 'logits',
  reference(op, model, b, config, tap) {
    if (b.tail !== b.x) op.lastRow(b.x, b.tail);
    op.rmsNorm(b.tail, model.finalNorm, b.final, config.rmsNormEps);
    tap('final_norm', b.final);
    op.matmul(b.final, model.lmHead, b.logits);
    tap('logits', b.logits);
  },
  fused(op, model, b, config, tap) {
    op.logits(b, model.finalNorm, model.lmHead, config.rmsNormEps);
    tap('logits', b.logits);
  },
};

/** A layer, in order. */
export const layerSteps = [qkv, rope, attention, attnOut, gateUp, down] as const;
