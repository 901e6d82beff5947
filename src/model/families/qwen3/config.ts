import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { checked } from '../../checkpoint/json/checked.ts';
import { shown } from '../../checkpoint/json/show.ts';
import type { ModelConfig } from '../model_config.ts';

const published = "take config.json from the model's publisher";

/** A whole number of things. `max` is far above every Qwen3 and low enough that products of sizes stay exact. */
function count(max: number) {
  const remedy = `it must be a whole number from 1 to ${max}: ${published}`;
  return v.pipe(v.number(remedy), v.integer(remedy), v.minValue(1, remedy), v.maxValue(max, remedy));
}

function off(remedy: string) {
  return v.nullish(v.literal(false, remedy));
}

function absent(remedy: string) {
  return v.nullish(v.never(remedy));
}

const thetaRemedy = `it must be a positive number: ${published}`;
const theta = v.pipe(v.number(thetaRemedy), v.finite(thetaRemedy), v.gtValue(0, thetaRemedy));
const headDimRemedy = `it must be an even whole number from 2 to 256: ${published}`;
const epsRemedy = `it must be a number from 1e-12 to 0.1: ${published}`;
const noScaling = 'RoPE scaling is not supported: choose a checkpoint without it';
const noWindow = 'sliding windows are not supported: choose a checkpoint with full attention';

/**
 * In the order in which problems are reported: first what the model asks for that does not exist here, then its numbers. A
 * switch that is left out has the default that transformers gives it. Numbers must be present, even head_dim, for which
 * transformers assumes 128.
 */
const schema = v.object(
  {
    rope_scaling: absent(noScaling),
    // Where transformers 5 keeps rope_theta. Strict, since any further key is a parameter of some scaling.
    rope_parameters: v.nullish(
      v.strictObject({ rope_type: v.literal('default', noScaling), rope_theta: theta }, noScaling),
    ),
    attention_bias: off('Qwen3 has no attention bias: choose a checkpoint without it'),
    // sliding_window and max_window_layers mean nothing while this is off; published files carry them.
    use_sliding_window: off(noWindow),
    layer_types: v.nullish(v.array(v.literal('full_attention', noWindow), noWindow)),
    hidden_act: v.optional(v.literal('silu', 'Qwen3 uses silu: choose a checkpoint with it')),
    vocab_size: count(2 ** 21),
    hidden_size: count(2 ** 16),
    intermediate_size: count(2 ** 18),
    num_hidden_layers: count(256),
    num_attention_heads: count(1024),
    num_key_value_heads: count(1024),
    head_dim: v.pipe(
      v.number(headDimRemedy),
      v.integer(headDimRemedy),
      v.multipleOf(2, headDimRemedy),
      v.minValue(2, headDimRemedy),
      v.maxValue(256, headDimRemedy),
    ),
    max_position_embeddings: count(2 ** 24),
    rope_theta: v.nullish(theta),
    rms_norm_eps: v.pipe(v.number(epsRemedy), v.minValue(1e-12, epsRemedy), v.maxValue(0.1, epsRemedy)),
    tie_word_embeddings: v.optional(v.boolean(`it must be true or false: ${published}`), false),
  },
  published,
);

/** {@link Family.parseConfig} */
export function parseConfig(json: Record<string, unknown>, file: string): ModelConfig {
  const fields = checked(schema, json, file);
  const heads = fields.num_attention_heads;
  const kvHeads = fields.num_key_value_heads;
  if (heads % kvHeads !== 0) {
    const message = `num_attention_heads is ${heads}, not a multiple of num_key_value_heads, ${kvHeads}; ${published}`;
    refuse('bad-checkpoint', `${file}: ${message}`);
  }
  const layers = fields.num_hidden_layers;
  const layerTypes = fields.layer_types?.length ?? layers;
  if (layerTypes !== layers) {
    refuse('bad-checkpoint', `${file}: layer_types names ${layerTypes} of ${layers} layers; ${published}`);
  }
  return {
    vocabSize: fields.vocab_size,
    hiddenSize: fields.hidden_size,
    ffnSize: fields.intermediate_size,
    layers,
    heads,
    kvHeads,
    headDim: fields.head_dim,
    maxPositions: fields.max_position_embeddings,
    ropeTheta: ropeTheta(fields.rope_theta, fields.rope_parameters?.rope_theta, file),
    rmsNormEps: fields.rms_norm_eps,
    tied: fields.tie_word_embeddings,
  };
}

function ropeTheta(field: number | null | undefined, parameter: number | undefined, file: string): number {
  const value = field ?? parameter;
  if (value === undefined) refuse('bad-checkpoint', `${file}: rope_theta is missing; ${published}`);
  if (parameter !== undefined && parameter !== value) {
    const both = `rope_theta is ${shown(field)} and rope_parameters.rope_theta ${shown(parameter)}`;
    refuse('bad-checkpoint', `${file}: ${both}; make them equal, or remove one`);
  }
  return value;
}
