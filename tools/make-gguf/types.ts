import { bf16 } from '../../src/kernels/formats/bf16.ts';
import { f16 } from '../../src/kernels/formats/f16.ts';
import { f32 } from '../../src/kernels/formats/f32.ts';
import { formatOf } from '../../src/kernels/formats/formats.ts';
import { q40Blocks } from '../../src/kernels/formats/ggml/q4_0.ts';
import { q4kBlocks } from '../../src/kernels/formats/ggml/q4_k.ts';
import { q5kBlocks } from '../../src/kernels/formats/ggml/q5_k.ts';
import { q6kBlocks } from '../../src/kernels/formats/ggml/q6_k.ts';
import { q80Blocks } from '../../src/kernels/formats/ggml/q8_0.ts';

/** Bytes of a file for values, which are whole blocks. */
export const encoders = {
  F32: f32.encode,
  F16: f16.encode,
  BF16: bf16.encode,
  Q8_0: q80Blocks,
  Q4_0: q40Blocks,
  Q4_K: q4kBlocks,
  Q5_K: q5kBlocks,
  Q6_K: q6kBlocks,
} satisfies Record<string, (values: ArrayLike<number>) => Uint8Array>;
export type GgmlType = keyof typeof encoders;

/** Bytes of a block in a file. */
export function blockBytes(type: GgmlType): number {
  return formatOf(type).stored.block.bytes;
}

/** What a file can be made of: one type, or the two of llama.cpp's Q4_K_M. */
export const mixes = ['F32', 'F16', 'BF16', 'Q8_0', 'Q4_0', 'Q4_K', 'Q5_K', 'Q6_K', 'Q4_K_M'] as const;
export type Mix = (typeof mixes)[number];

/** The type of a matrix, by llama.cpp's name for it. */
export function typeIn(mix: Mix, name: string, layers: number): GgmlType {
  if (mix !== 'Q4_K_M') return mix;
  if (name === 'token_embd.weight' || name === 'output.weight') return 'Q6_K';
  const [, layer, part] = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name) ?? [];
  const sensitive = part === 'attn_v' || part === 'ffn_down';
  return sensitive && usesMoreBits(Number(layer), layers) ? 'Q6_K' : 'Q4_K';
}

/** The first and the last eighth of the layers, and every third between (llama.cpp, llama-quant.cpp). */
function usesMoreBits(layer: number, layers: number): boolean {
  const eighth = Math.floor(layers / 8);
  return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}
