import * as v from 'valibot';
import { refuse } from '../../../result.ts';
import { checked } from '../../checkpoint/json/checked.ts';
import type { ModelConfig } from '../model_config.ts';
import { parseRope, theta, wholeRotary } from './rope_config.ts';

const published = "take config.json from the model's publisher";

/** A whole number of things. `max` is far above every Qwen3 and low enough that products of sizes stay exact. */
function count(max: number) {
  const remedy = `it must be a whole number from 1 to ${max}: ${published}`;
  return v.pipe(v.number(remedy), v.integer(remedy), v.minValue(1, remedy), v.maxValue(max, remedy));
}

function off(remedy: string) {
  return v.nullish(v.literal(false, remedy));
}

const headDimRemedy = `it must be an even whole number from 2 to 256: ${published}`;
const epsRemedy = `it must be a number from 1e-12 to 0.1: ${published}`;
const noWindow = 'sliding windows are not supported: choose a checkpoint with full attention';

/**
 * In the order in which problems are reported: first what the model asks for that does not exist here, then its numbers. A
 * switch that is left out has the default that transformers gives it. Numbers must be present, even head_dim, for which
 * transformers assumes 128.
 */
const schema = v.object(
  {
    partial_rotary_factor: wholeRotary,
    rope_scaling: v.optional(v.unknown()),
    rope_parameters: v.optional(v.unknown()),
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
    original_max_position_embeddings: v.nullish(count(2 ** 24)),
    rope_theta: v.nullish(theta),
    rms_norm_eps: v.pipe(v.number(epsRemedy), v.minValue(1e-12, epsRemedy), v.maxValue(0.1, epsRemedy)),
    tie_word_embeddings: v.nullish(v.boolean(`it must be true or false: ${published}`), false),
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
    ...parseRope(fields, file),
    rmsNormEps: fields.rms_norm_eps,
    tied: fields.tie_word_embeddings ?? false,
  };
}
