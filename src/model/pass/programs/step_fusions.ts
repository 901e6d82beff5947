import { canMerge } from '../../../kernels/attn_out/record.ts';
import { maxQueryHeads } from '../../../kernels/attention/one_token.ts';
import type { StepFusions } from '../../../kernels/context.ts';
import { isMixed } from '../../../kernels/operands.ts';
import { maxVocabulary } from '../../../kernels/sample/sample.ts';
import type { Tuning } from '../../../kernels/tuning.ts';
import type { BatchShape } from '../../../vocabulary/batch_shape.ts';
import type { ModelConfig } from '../../families/model_config.ts';
import type { Program, Unavailable } from '../../../vocabulary/program.ts';
import type { ModelWeights } from '../../families/family.ts';

/** Which neighbouring steps run as one kernel: a dispatch less each, where one token makes dispatches what it waits for. */
export function stepFusionsOf(
  program: Program,
  shape: BatchShape,
  { config, tuning }: { config: ModelConfig; tuning: Tuning },
): StepFusions {
  const both = (a: keyof Program, b: keyof Program) => program[a] === 'fused' && program[b] === 'fused';
  return {
    ropeAttention: shape !== 'many' && both('rope', 'attention'),
    attentionOut: (shape === 'one' || shape === 'few') && both('attention', 'attn_out') && canMerge(tuning, config),
  };
}

/** Steps for which this model has no fused kernel here, and why. */
export function unavailableSteps(config: ModelConfig, { layers, finalNorm }: ModelWeights): Unavailable {
  const unavailable: Unavailable = {};
  const split = 'its weights are larger than one binding of this adapter, or of several types';
  if (layers.some(({ inputNorm }) => inputNorm.pieces.length > 1)) unavailable.qkv = split;
  if (layers.some(({ packs }) => !packs.qkNorm)) unavailable.rope = unavailable.attention = split;
  if (layers.some(({ o }) => o.pieces.length > 1)) unavailable.attn_out = split;
  if (layers.some(({ packs: { gateUp }, postNorm }) => !gateUp || isMixed(gateUp) || postNorm.pieces.length > 1)) {
    unavailable.gate_up = split;
  }
  if (layers.some(({ down }) => down.pieces.length > 1)) unavailable.down = split;
  if (finalNorm.pieces.length > 1) unavailable.logits = split;
  if (config.heads / config.kvHeads > maxQueryHeads) {
    unavailable.attention = `more than ${maxQueryHeads} query heads share a key head`;
  }
  if (config.vocabSize > maxVocabulary) unavailable.sample = `the vocabulary has more than ${maxVocabulary} ids`;
  return unavailable;
}
