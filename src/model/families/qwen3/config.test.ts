import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { readConfig } from '../families.ts';

/** Qwen/Qwen3-0.6B's config.json. */
const published = {
  architectures: ['Qwen3ForCausalLM'],
  attention_bias: false,
  attention_dropout: 0.0,
  bos_token_id: 151643,
  eos_token_id: 151645,
  head_dim: 128,
  hidden_act: 'silu',
  hidden_size: 1024,
  initializer_range: 0.02,
  intermediate_size: 3072,
  max_position_embeddings: 40960,
  max_window_layers: 28,
  model_type: 'qwen3',
  num_attention_heads: 16,
  num_hidden_layers: 28,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-6,
  rope_scaling: null,
  rope_theta: 1000000,
  sliding_window: null,
  tie_word_embeddings: true,
  torch_dtype: 'bfloat16',
  transformers_version: '4.51.0',
  use_cache: true,
  use_sliding_window: false,
  vocab_size: 151936,
};

/** As transformers 5 saves it: no torch_dtype, no rope_theta of its own, layer types spelt out. */
const { rope_theta: _theta, rope_scaling: _scaling, torch_dtype: dtype, ...rest } = published;
const savedByTransformers5 = {
  ...rest,
  dtype,
  layer_types: Array.from({ length: 28 }, () => 'full_attention'),
  pad_token_id: null,
  rope_parameters: { rope_theta: 1000000, rope_type: 'default' },
  transformers_version: '5.17.0',
};

function parse(fields: object) {
  return readConfig(JSON.stringify(fields), 'config.json').config;
}

const expected06B = {
  vocabSize: 151936,
  hiddenSize: 1024,
  ffnSize: 3072,
  layers: 28,
  heads: 16,
  kvHeads: 8,
  headDim: 128,
  maxPositions: 40960,
  ropeTheta: 1000000,
  rmsNormEps: 1e-6,
  tied: true,
};

describe('accepts', () => {
  const size = (hidden: number, layers: number, heads: number, ffn: number, tied: boolean) => ({
    hidden_size: hidden,
    num_hidden_layers: layers,
    max_window_layers: layers,
    num_attention_heads: heads,
    intermediate_size: ffn,
    tie_word_embeddings: tied,
  });

  test.each([
    ['0.6B', {}, {}],
    ['1.7B', size(2048, 28, 16, 6144, true), { hiddenSize: 2048, ffnSize: 6144 }],
    ['4B', size(2560, 36, 32, 9728, true), { hiddenSize: 2560, layers: 36, heads: 32, ffnSize: 9728 }],
    ['8B', size(4096, 36, 32, 12288, false), { hiddenSize: 4096, layers: 36, heads: 32, ffnSize: 12288, tied: false }],
    [
      '4B-Instruct-2507',
      { rope_theta: 5000000, max_position_embeddings: 262144 },
      { ropeTheta: 5e6, maxPositions: 262144 },
    ],
    ['Base', { sliding_window: 4096, max_window_layers: 21 }, {}],
    ['one KV head', { num_key_value_heads: 1 }, { kvHeads: 1 }],
  ])('Qwen3 %s as published', (_name, fields, expected) => {
    expect(parse({ ...published, ...fields })).toStrictEqual({ ...expected06B, ...expected });
  });

  test('a config that transformers 5 saved', () => {
    expect(parse(savedByTransformers5)).toStrictEqual(expected06B);
  });

  test('rope_theta in both places when they agree', () => {
    expect(parse({ ...savedByTransformers5, rope_theta: 1e6 })).toStrictEqual(expected06B);
  });

  test('left out switches at their defaults', () => {
    const { attention_bias: _a, use_sliding_window: _b, hidden_act: _c, tie_word_embeddings: _d, ...left } = published;
    expect(parse(left)).toStrictEqual({ ...expected06B, tied: false });
  });
});

describe('refuses by name', () => {
  test.each<[string, unknown]>([
    ['model_type', 'qwen2'],
    ['model_type', 'qwen3_moe'],
    ['model_type', undefined],
    ['architectures', []],
    ['architectures', 'Qwen3ForCausalLM'],
    ['architectures', ['Qwen3ForSequenceClassification']],
    ['rope_scaling.type', { type: 'longrope', factor: 4 }],
    ['rope_scaling', 'linear'],
    ['rope_parameters.rope_type', { rope_type: 'linear', rope_theta: 1e6 }],
    ['rope_parameters.rope_theta', { rope_type: 'default', rope_theta: 0 }],
    ['rope_parameters.factor', { rope_type: 'default', rope_theta: 1e6, factor: 4 }],
    ['attention_bias', true],
    ['attention_bias', 0],
    ['use_sliding_window', true],
    ['layer_types.27', [...Array.from({ length: 27 }, () => 'full_attention'), 'sliding_attention']],
    ['layer_types', ['full_attention']],
    ['hidden_act', 'gelu'],
    ['vocab_size', 0],
    ['vocab_size', 2 ** 40],
    ['hidden_size', -1024],
    ['hidden_size', '1024'],
    ['intermediate_size', 3072.5],
    ['intermediate_size', null],
    ['num_hidden_layers', 1e6],
    ['num_hidden_layers', undefined],
    ['num_attention_heads', 12],
    ['num_attention_heads', 1e9],
    ['num_key_value_heads', 0],
    ['num_key_value_heads', null],
    ['head_dim', 127],
    ['head_dim', 258],
    ['head_dim', 0],
    ['head_dim', undefined],
    ['max_position_embeddings', 2 ** 31],
    ['rope_theta', 0],
    ['rope_theta', -1e6],
    ['rope_theta', '1000000'],
    ['rope_theta', undefined],
    ['rope_theta', null],
    ['rms_norm_eps', 0],
    ['rms_norm_eps', -1e-6],
    ['rms_norm_eps', 1],
    ['rms_norm_eps', null],
    ['rms_norm_eps', undefined],
    ['tie_word_embeddings', 'yes'],
  ])('%s: %j', async (path, value) => {
    const [field = ''] = path.split('.');
    const { kind, message } = await refusalOf(() => parse({ ...published, [field]: value }));
    expect(kind).toBe('bad-checkpoint');
    expect(message).toMatch(/^config\.json: .+; \S.+$/);
    expect(message.slice('config.json: '.length, 'config.json: '.length + path.length)).toBe(path);
  });

  test.each([
    ['1e999', 'Infinity'],
    ['-1e999', '-Infinity'],
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
  ])('a number that is not finite: %s', async (number, seen) => {
    for (const field of ['rms_norm_eps', 'rope_theta', 'hidden_size']) {
      const text = JSON.stringify({ ...published, [field]: '@' }).replace('"@"', number);
      const { message } = await refusalOf(() => readConfig(text, 'config.json'));
      expect(message).toContain(`config.json: ${field} is ${seen}; `);
    }
  });

  test('rope_theta that differs between its two places', async () => {
    const { message } = await refusalOf(() => parse({ ...savedByTransformers5, rope_theta: 5e6 }));
    expect(message).toContain('rope_theta is 5000000 and rope_parameters.rope_theta 1000000');
  });

  test('a value of any length in one short line', async () => {
    const { message } = await refusalOf(() => parse({ ...published, model_type: `x\n${'y'.repeat(1e5)}` }));
    expect(message).toMatch(/^config\.json: model_type is "x\\ny+…; [^\n]{1,100}$/);
  });
});
