import { e4m3Value } from '../../src/kernels/formats/grouped/fp8.ts';
import type { TensorSpec } from '../lib/safetensors.ts';
import { fillOf, random16Bits, type Fill } from './random/fill.ts';
import { RandomWords } from './random/random_words.ts';
import type { Recipe } from './recipe.ts';

/** What publishers store weights as. */
export const checkpointFormats = ['bf16', 'fp8', 'mlx-4', 'mlx-8', 'gptq-4', 'gptq-8', 'awq-4'] as const;
export type CheckpointFormat = (typeof checkpointFormats)[number];

/** A tensor and what it is filled with. */
export interface FilledTensor extends TensorSpec {
  fill: () => Fill;
}

interface Quantised {
  /** Fields of config.json. */
  config: Record<string, unknown>;
  /** Whether it leaves nothing but norms dense. */
  embedding?: true;
  tensors(module: string, shape: readonly [number, number], std: number, seed: string): FilledTensor[];
}

const group = { mlx: 64, gptq: 128, awq: 128, fp8: 128 };

const formats: Record<Exclude<CheckpointFormat, 'bf16'>, Quantised> = {
  fp8: {
    config: {
      quantization_config: {
        activation_scheme: 'dynamic',
        fmt: 'e4m3',
        quant_method: 'fp8',
        weight_block_size: [group.fp8, group.fp8],
      },
    },
    tensors: (module, [rows, columns], std, seed) => [
      words(`${module}.weight`, 'F8_E4M3', [rows, columns], seed, withoutNan),
      halves(`${module}.weight_scale_inv`, 'BF16', [blocks(rows), blocks(columns)], about(std / e4m3Rms), seed),
    ],
  },
  'mlx-4': mlx(4),
  'mlx-8': mlx(8),
  'gptq-4': gptq(4),
  'gptq-8': gptq(8),
  'awq-4': {
    config: {
      quantization_config: { bits: 4, group_size: group.awq, quant_method: 'awq', version: 'gemm', zero_point: true },
    },
    tensors: (module, [rows, columns], std, seed) => [
      words(`${module}.qweight`, 'I32', [columns, rows / 8], seed),
      words(`${module}.qzeros`, 'I32', [columns / group.awq, rows / 8], seed, nearMiddle(4)),
      halves(`${module}.scales`, 'F16', [columns / group.awq, rows], about(std / codeStd(4)), seed),
    ],
  },
};

/** The fields that a format adds to config.json. */
export function formatFields(format: CheckpointFormat): Record<string, unknown> {
  return format === 'bf16' ? {} : formats[format].config;
}

/** The tensors that hold a weight. `recipe` is that of its values, which random codes have roughly. */
export function tensorsOf(
  format: CheckpointFormat,
  name: string,
  shape: number[],
  recipe: () => Recipe,
  seed: number,
): FilledTensor[] {
  const quantised = format === 'bf16' ? null : formats[format];
  if (!quantised || !(name.endsWith('_proj.weight') || (quantised.embedding && shape.length === 2))) {
    return [{ name, dtype: 'BF16', shape, fill: () => fillOf(recipe(), `${seed} ${name}`) }];
  }
  const { std } = recipe() as { std: number };
  return quantised.tensors(name.replace(/\.weight$/, ''), shape as [number, number], std, String(seed));
}

function mlx(bits: 4 | 8): Quantised {
  return {
    config: { quantization: { group_size: group.mlx, bits }, quantization_config: { group_size: group.mlx, bits } },
    embedding: true,
    tensors: (module, [rows, columns], std, seed) => {
      const scale = std / codeStd(bits);
      const groups = [rows, columns / group.mlx];
      const bias = { mean: (-scale * (2 ** bits - 1)) / 2, std: scale / 2 };
      return [
        words(`${module}.weight`, 'U32', [rows, (columns * bits) / 32], seed),
        halves(`${module}.scales`, 'BF16', groups, about(scale), seed),
        halves(`${module}.biases`, 'BF16', groups, bias, seed),
      ];
    },
  };
}

function gptq(bits: 4 | 8): Quantised {
  const settings = { bits, checkpoint_format: 'gptq', desc_act: false, group_size: group.gptq, sym: false };
  return {
    config: { quantization_config: { ...settings, pack_dtype: 'int32', quant_method: 'gptq' } },
    tensors: (module, [rows, columns], std, seed) => [
      words(`${module}.qweight`, 'I32', [(columns * bits) / 32, rows], seed),
      words(`${module}.qzeros`, 'I32', [columns / group.gptq, (rows * bits) / 32], seed, nearMiddle(bits)),
      halves(`${module}.scales`, 'F16', [columns / group.gptq, rows], about(std / codeStd(bits)), seed),
      {
        name: `${module}.g_idx`,
        dtype: 'I32',
        shape: [columns],
        fill: () => (to) => to.set(to.map((_, i) => Math.floor(i / group.gptq))),
      },
    ],
  };
}

type Words = 'I32' | 'U32' | 'F8_E4M3';

function words(name: string, dtype: Words, shape: number[], seed: string, map = (word: number) => word): FilledTensor {
  return {
    name,
    dtype,
    shape,
    fill: () => {
      const random = new RandomWords(`${seed} ${name}`);
      return (to) => random.next(to, map);
    },
  };
}

function halves(
  name: string,
  dtype: 'BF16' | 'F16',
  shape: number[],
  values: { mean: number; std: number },
  seed: string,
): FilledTensor {
  return { name, dtype, shape, fill: () => random16Bits(values, `${seed} ${name}`, dtype) };
}

/** Scales differ by a tenth. */
function about(mean: number) {
  return { mean, std: mean / 10 };
}

/** The standard deviation of random codes. */
function codeStd(bits: number): number {
  return Math.sqrt((4 ** bits - 1) / 12);
}

const finite = Array.from({ length: 127 }, (_, code) => e4m3Value(code));
/** Of random codes. */
const e4m3Rms = Math.sqrt(finite.reduce((sum, value) => sum + value * value, 0) / finite.length);

/** Turns bytes that are NaN as e4m3fn into the largest number. */
function withoutNan(word: number): number {
  return word ^ ((((word & 0x7f7f7f7f) + 0x01010101) & 0x80808080) >>> 7);
}

/** Zero points near the middle code. */
function nearMiddle(bits: 4 | 8) {
  return (word: number) => (bits === 4 ? (word & 0x33333333) + 0x55555555 : (word & 0x0f0f0f0f) + 0x78787878);
}

function blocks(count: number): number {
  return Math.ceil(count / group.fp8);
}
