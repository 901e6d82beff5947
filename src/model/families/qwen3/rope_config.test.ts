import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { parseRope } from './rope_config.ts';

const model = { rope_theta: 1e6, max_position_embeddings: 40960 };
const parse = (fields: object) => parseRope({ ...model, ...fields }, 'config.json');
const recipe = { rope_type: 'yarn', factor: 4.0, original_max_position_embeddings: 32768 };
const qwen = {
  factor: 4,
  originalPositions: 32768,
  betaFast: 32,
  betaSlow: 1,
  truncate: true,
  attentionFactor: 0.1 * Math.log(4) + 1,
};

describe('none', () => {
  test.each<object>([
    {},
    { rope_scaling: null, rope_parameters: null },
    { rope_scaling: {} },
    { rope_scaling: { type: 'default' } },
    { rope_scaling: { rope_type: null } },
    { rope_scaling: { rope_type: 'default', rope_theta: 1e6 } },
    { rope_scaling: { rope_type: 'default', factor: 1.0 } },
    { rope_scaling: { rope_type: 'default', original_max_position_embeddings: 32768 } },
    { rope_scaling: { type: 'linear', factor: 1 } },
    { rope_scaling: { type: 'dynamic', factor: 1.0 } },
    { rope_parameters: { rope_type: 'default', rope_theta: 1e6, partial_rotary_factor: 1.0 } },
    { rope_theta: undefined, rope_parameters: { rope_theta: 1e6 } },
  ])('%j', (fields) => {
    expect(parse(fields)).toEqual({ ropeTheta: 1e6, maxPositions: 40960 });
  });
});

describe('YaRN', () => {
  test.each<[string, object]>([
    ["as Qwen's model cards have it", { rope_scaling: recipe }],
    ['as they had it before', { rope_scaling: { type: 'yarn', factor: 4, original_max_position_embeddings: 32768 } }],
    ['as transformers 5 has it', { rope_theta: undefined, rope_parameters: { ...recipe, rope_theta: 1e6 } }],
    ['in both places', { rope_scaling: recipe, rope_parameters: { ...recipe, rope_theta: 1e6 } }],
    [
      'beside parameters without it',
      { rope_scaling: recipe, rope_parameters: { rope_type: 'default', rope_theta: 1e6 } },
    ],
    ['of a model whose config says how far it reaches', { rope_scaling: recipe, max_position_embeddings: 131072 }],
    [
      'with the defaults spelt out',
      { rope_scaling: { ...recipe, beta_fast: 32, beta_slow: 1, truncate: true, mscale: null } },
    ],
    [
      'its original positions beside it',
      { rope_scaling: { rope_type: 'yarn', factor: 4 }, original_max_position_embeddings: 32768 },
    ],
  ])('%s', (_name, fields) => {
    expect(parse(fields)).toEqual({ ropeTheta: 1e6, maxPositions: 131072, yarn: qwen });
  });

  test.each<[object, Partial<typeof qwen>]>([
    [{ attention_factor: 1.25 }, { attentionFactor: 1.25 }],
    [{ mscale: 0.8, mscale_all_dim: 0.5 }, { attentionFactor: (0.08 * Math.log(4) + 1) / (0.05 * Math.log(4) + 1) }],
    [{ mscale: 0.8 }, {}],
    [{ mscale: 0, mscale_all_dim: 1 }, {}],
    [{ attn_factor: 0.8782488562869419 }, { attentionFactor: qwen.attentionFactor * 0.8782488562869419 }],
    [
      { beta_fast: 16, beta_slow: 2 },
      { betaFast: 16, betaSlow: 2 },
    ],
    [{ beta_fast: 0, beta_slow: null }, {}],
    [{ truncate: false }, { truncate: false }],
    [{ truncate: null }, { truncate: false }],
    [{ factor: 1 }, { factor: 1, attentionFactor: 1 }],
  ])('with %j', (keys, expected) => {
    const { yarn } = parse({ rope_scaling: { ...recipe, ...keys } });
    const { attentionFactor = qwen.attentionFactor, ...others } = expected;
    expect(yarn).toMatchObject({ ...qwen, ...others, attentionFactor: expect.closeTo(attentionFactor, 12) as number });
  });

  test('without its original positions scales those of the model', () => {
    expect(parse({ rope_scaling: { rope_type: 'yarn', factor: 2 } })).toMatchObject({
      maxPositions: 81920,
      yarn: { originalPositions: 40960 },
    });
  });
});

describe('refuses by name', () => {
  test.each<[object, string]>([
    [{ rope_scaling: 'linear' }, 'rope_scaling is "linear"'],
    [{ rope_scaling: { type: 'linear', factor: 4 } }, 'rope_scaling.type is "linear"'],
    [{ rope_scaling: { rope_type: 'dynamic', factor: 2 } }, 'rope_scaling.rope_type is "dynamic"'],
    [{ rope_parameters: { rope_type: 'llama3', factor: 8 } }, 'rope_parameters.rope_type is "llama3"'],
    [{ rope_scaling: { rope_type: 'longrope', long_factor: [1] } }, 'rope_scaling.rope_type is "longrope"'],
    [{ rope_scaling: { type: 'mrope', mrope_section: [1, 2, 3] } }, 'rope_scaling.type is "mrope"'],
    [
      { rope_scaling: { type: 'yarn', rope_type: 'default' } },
      'rope_scaling.rope_type is "default" and rope_scaling.type "yarn"',
    ],
    [{ rope_scaling: { rope_type: 'default', factor: 4 } }, 'rope_scaling.factor is 4'],
    [{ rope_scaling: { rope_type: 'default', beta_fast: 4 } }, 'rope_scaling.beta_fast is 4'],
    [{ rope_scaling: { ...recipe, finetuned: true } }, 'rope_scaling.finetuned is true'],
    [{ rope_scaling: { rope_type: 'yarn' } }, 'rope_scaling.factor is missing'],
    [{ rope_scaling: { ...recipe, factor: 0.5 } }, 'rope_scaling.factor is 0.5'],
    [{ rope_scaling: { ...recipe, attention_factor: 0 } }, 'rope_scaling.attention_factor is 0'],
    [
      { rope_scaling: { ...recipe, attention_factor: 1, attn_factor: 1 } },
      'rope_scaling has attention_factor and attn_factor',
    ],
    [
      { rope_scaling: { ...recipe, original_max_position_embeddings: 1.5 } },
      'rope_scaling.original_max_position_embeddings is 1.5',
    ],
    [{ rope_scaling: recipe, rope_parameters: { ...recipe, factor: 2 } }, 'rope_scaling and rope_parameters differ'],
    [{ rope_scaling: { type: 'default' }, rope_parameters: recipe }, 'rope_scaling and rope_parameters differ'],
    [{ rope_parameters: { partial_rotary_factor: 0.5 } }, 'rope_parameters.partial_rotary_factor is 0.5'],
    [{ rope_scaling: { rope_theta: 5 } }, 'rope_theta is 1000000 and rope_scaling.rope_theta 5'],
    [{ rope_theta: null }, 'rope_theta is missing'],
  ])('%j', async (fields, expected) => {
    const { kind, message } = await refusalOf(() => parse(fields));
    expect(kind).toBe('bad-checkpoint');
    expect(message.slice(0, 13 + expected.length)).toBe(`config.json: ${expected}`);
    expect(message).toMatch(/; .+$/);
  });
});
