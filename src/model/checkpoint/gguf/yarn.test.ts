import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { ropeRotations } from '../../pass/rope.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { ggufBytes, picked, tinyMetadata } from './gguf.fixture.ts';

const prefix = 'qwen3.rope.scaling.';
const open = (keys: Record<string, string | number>) => {
  // As the converter writes them, numbers are f32, but for counts of positions.
  const typed = Object.entries(keys).map(([key, value]) => {
    return [key, typeof value === 'string' || key.endsWith('length') ? value : Float32Array.of(value)];
  });
  const metadata = { ...tinyMetadata, ...Object.fromEntries(typed) };
  return openCheckpoint(picked({ 'tiny.gguf': ggufBytes(metadata) }));
};
const scaling = (keys: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(keys).map(([key, value]) => [prefix + key, value]));

interface Keys {
  factor: number;
  original: number;
  attnFactor: number;
}

/**
 * ggml's rope_yarn and ggml_rope_yarn_corr_dims (ops.cpp, ggml.c), and llama_context's factor, in float64: cos and sin of a position,
 * [headDim / 2, 2]. Betas are the defaults, since the loader of this architecture reads none.
 */
function rotations(position: number, headDim: number, base: number, { factor, original, attnFactor }: Keys): number[] {
  const [betaFast, betaSlow] = [32, 1];
  const corrDim = (turns: number) => (headDim * Math.log(original / (turns * 2 * Math.PI))) / (2 * Math.log(base));
  const start = Math.max(0, Math.floor(corrDim(betaFast)));
  const end = Math.min(headDim - 1, Math.ceil(corrDim(betaSlow)));
  // The context divides by what rope_yarn multiplies with.
  const magnitude = factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
  const attn = (magnitude / (1 + 0.1 * Math.log(factor))) * attnFactor;
  return Array.from({ length: headDim / 2 }, (_, pair) => {
    const extrapolated = position * base ** ((-2 * pair) / headDim);
    const interpolated = extrapolated / factor;
    const mix = 1 - Math.min(1, Math.max(0, (pair - start) / Math.max(0.001, end - start)));
    const theta = interpolated * (1 - mix) + extrapolated * mix;
    const scale = attn * (1 + 0.1 * Math.log(factor));
    return [Math.cos(theta) * scale, Math.sin(theta) * scale];
  }).flat();
}

describe('YaRN turns by the angles that llama.cpp computes', () => {
  test.each<[Record<string, number>, Keys]>([
    [
      { factor: 4, original_context_length: 32768 },
      { factor: 4, original: 32768, attnFactor: 1 },
    ],
    [
      { factor: 2.5, original_context_length: 4096 },
      { factor: 2.5, original: 4096, attnFactor: 1 },
    ],
    [
      { factor: 4, original_context_length: 32768, attn_factor: 0.8782488562869419 },
      { factor: 4, original: 32768, attnFactor: 0.8782488562869419 },
    ],
    [{ factor: 4 }, { factor: 4, original: 64, attnFactor: 1 }],
    [
      { factor: 4, original_context_length: 32768, yarn_ext_factor: 1, yarn_beta_fast: 32, yarn_beta_slow: 1 },
      { factor: 4, original: 32768, attnFactor: 1 },
    ],
    [
      { factor: 1, original_context_length: 64 },
      { factor: 1, original: 64, attnFactor: 1 },
    ],
  ])('%j', async (keys, meant) => {
    const { config } = await open(scaling({ type: 'yarn', ...keys }));
    expect(config.maxPositions).toBe(meant.factor * meant.original);
    const own = ropeRotations(51, config.headDim, config.ropeTheta, config.yarn);
    for (const position of [0, 1, 7, 50]) {
      const row = own.subarray(position * config.headDim, (position + 1) * config.headDim);
      rotations(position, config.headDim, config.ropeTheta, meant).forEach((value, i) => {
        expect(row[i]).toBeCloseTo(value, 4);
      });
    }
  });
});

describe('no scaling', () => {
  test.each<Record<string, string | number>>([
    {},
    scaling({ type: 'none' }),
    scaling({ type: 'none', factor: 4 }),
    scaling({ type: 'linear', factor: 1 }),
    scaling({ factor: 1, attn_factor: 1, original_context_length: 64 }),
    { 'qwen3.rope.scale_linear': 1 },
    { 'qwen3.rope.scale_linear': 4, ...scaling({ type: 'none' }) },
    { 'qwen3.rope.scale_linear': 4, ...scaling({ factor: 1 }) },
  ])('%j', async (keys) => {
    const { config } = await open(keys);
    expect(config.yarn).toBeUndefined();
    expect(config.maxPositions).toBe(64);
  });
});

describe('refuses by name', () => {
  test.each<[Record<string, string | number>, string]>([
    // A factor without a type is linear.
    [scaling({ factor: 4 }), `${prefix}factor is 4`],
    [scaling({ type: 'linear', factor: 4 }), `${prefix}factor is 4`],
    [{ 'qwen3.rope.scale_linear': 4 }, 'qwen3.rope.scale_linear is 4'],
    [scaling({ type: 'longrope' }), `${prefix}type is "longrope"`],
    // The attention factor counts with any type.
    [scaling({ type: 'none', attn_factor: 0.5 }), `${prefix}attn_factor is 0.5`],
    // llama.cpp computes something else than these say.
    [scaling({ type: 'yarn', factor: 4, yarn_attn_factor: 0.875 }), `${prefix}yarn_attn_factor is 0.875`],
    [scaling({ type: 'yarn', factor: 4, yarn_beta_fast: 16 }), `${prefix}yarn_beta_fast is 16`],
    [scaling({ type: 'yarn', factor: 4, yarn_ext_factor: 0.5 }), `${prefix}yarn_ext_factor is 0.5`],
    [scaling({ type: 'yarn', factor: 4, yarn_log_multiplier: 1 }), `${prefix}yarn_log_multiplier is 1`],
    [scaling({ type: 'yarn' }), 'rope_scaling.factor is missing'],
    [scaling({ type: 'yarn', factor: 0.5 }), 'rope_scaling.factor is 0.5'],
  ])('%j', async (keys, expected) => {
    const { kind, message } = await refusalOf(() => open(keys));
    expect(kind).toBe('bad-checkpoint');
    expect(message.slice(0, 11 + expected.length)).toBe(`tiny.gguf: ${expected}`);
    expect(message).toMatch(/; .+$|: .+$/);
  });
});
