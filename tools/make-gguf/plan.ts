import { formatOf } from '../../src/kernels/formats/formats.ts';
import { storedBytes } from '../../src/model/checkpoint/safetensors/safetensors.ts';
import type { Family } from '../../src/model/families/family.ts';
import type { ModelConfig } from '../../src/model/families/model_config.ts';
import { Stop } from '../bootstrap/process.mjs';
import type { GgufTensorSpec } from '../lib/gguf.ts';
import { typeIn, type GgmlType, type Mix } from './types.ts';

/** llama.cpp's names for the tensors of a layer. */
const layerTensors = ['attn_norm', 'attn_q', 'attn_k', 'attn_v', 'attn_q_norm', 'attn_k_norm', 'attn_output'].concat([
  'ffn_norm',
  'ffn_gate',
  'ffn_up',
  'ffn_down',
]);

/** A tensor of the file to write. */
export interface PlannedTensor {
  /** llama.cpp's name. */
  name: string;
  /** The name in Hugging Face layout. */
  source: string;
  type: GgmlType;
  /** [outputs, inputs], or [n]. */
  shape: number[];
  bytes: number;
}

/**
 * The tensors of a file in llama.cpp's order, matrices in the types of `mix`.
 *
 * @param shapes By names in Hugging Face layout.
 * @throws Stop where rows are no whole blocks of the type.
 */
export function planTensors(
  { gguf }: Family,
  { layers }: ModelConfig,
  shapes: ReadonlyMap<string, number[]>,
  mix: Mix,
): PlannedTensor[] {
  const ofLayers = Array.from({ length: layers }, (_, i) => layerTensors.map((part) => `blk.${i}.${part}.weight`));
  return ['token_embd.weight', ...ofLayers.flat(), 'output_norm.weight', 'output.weight'].flatMap((name) => {
    const source = gguf.tensorName(name)!;
    const shape = shapes.get(source);
    if (!shape) return [];
    const type: GgmlType = shape.length === 1 ? 'F32' : typeIn(mix, name, layers);
    const { elements } = formatOf(type).stored.block;
    const columns = shape.at(-1)!;
    if (columns % elements !== 0) {
      throw new Stop(`--type ${mix.toLowerCase()}: rows of ${columns} are not whole blocks of ${elements}, take q8_0.`);
    }
    return [{ name, source, type, shape, bytes: storedBytes(type, shape) }];
  });
}

export function tensorSpecs(planned: readonly PlannedTensor[]): GgufTensorSpec[] {
  return planned.map(({ name, type, shape, bytes }) => ({ name, type: formatOf(type).stored.ggml, shape, bytes }));
}

export function totalBytes(planned: readonly PlannedTensor[]): number {
  return planned.reduce((sum, { bytes }) => sum + bytes, 0);
}
