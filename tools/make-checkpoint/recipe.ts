import type { ModelConfig } from '../../src/model/families/model_config.ts';
import { publishedKNorm } from './k_norm.ts';

/** The content of a tensor: random values from a normal distribution, or fixed values. */
export type Recipe = { mean: number; std: number } | Float64Array;

/** The standard deviation in the published Qwen3-0.6B. */
const embeddingStd = 0.02685;

const gainStd = 0.1;

/**
 * The recipe of a tensor. Activations keep a sane size through all layers: projections preserve the size of their input,
 * and each of the two that add to the residual stream adds about 1/(2 layers) of its final variance.
 */
export function recipe(name: string, shape: number[], config: ModelConfig, seed: number): Recipe {
  if (name.endsWith('embed_tokens.weight')) return { mean: 0, std: embeddingStd };
  if (name.endsWith('norm.weight')) return headGains(name, config, seed) ?? { mean: 1, std: gainStd };
  const fanIn = shape[1]!;
  const residual = /\.(o_proj|down_proj)\.weight$/.test(name);
  return { mean: 0, std: 1 / Math.sqrt(residual ? fanIn * 2 * config.layers : fanIn) };
}

/** K-norm gains as published and Q-norm gains as their reciprocals, so that scores are as large as with gains near 1. */
function headGains(name: string, { headDim }: ModelConfig, seed: number): Float64Array | null {
  const match = /\.(\d+)\.self_attn\.([qk])_norm\.weight$/.exec(name);
  const gains = match && publishedKNorm(Number(match[1]), headDim, seed);
  return gains && (match[2] === 'k' ? gains : gains.map((gain) => 1 / gain));
}
