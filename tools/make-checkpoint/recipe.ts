import type { ModelConfig } from '../../src/model/families/model_config.ts';
import { publishedKNorm } from './k_norm.ts';

/** What a tensor is filled with: draws from a normal distribution, or values that are given. */
export type Recipe = { mean: number; std: number } | Float64Array;

/** Of the published Qwen3-0.6B. */
const embeddingStd = 0.02685;

const gainStd = 0.1;

/**
 * Weights with which activations stay sane through all layers: projections keep the size of what they are given, and the
 * two that add to the residual stream add about 1/(2 layers) of its final variance each.
 */
export function recipe(name: string, shape: number[], config: ModelConfig, seed: number): Recipe {
  if (name.endsWith('embed_tokens.weight')) return { mean: 0, std: embeddingStd };
  if (name.endsWith('norm.weight')) return headGains(name, config, seed) ?? { mean: 1, std: gainStd };
  const fanIn = shape[1]!;
  const residual = /\.(o_proj|down_proj)\.weight$/.test(name);
  return { mean: 0, std: 1 / Math.sqrt(residual ? fanIn * 2 * config.layers : fanIn) };
}

/** K-norm gains as published, and Q-norm gains at their reciprocals, so that scores are those of gains near 1. */
function headGains(name: string, { headDim }: ModelConfig, seed: number): Float64Array | null {
  const match = /\.(\d+)\.self_attn\.([qk])_norm\.weight$/.exec(name);
  const gains = match && publishedKNorm(Number(match[1]), headDim, seed);
  return gains && (match[2] === 'k' ? gains : gains.map((gain) => 1 / gain));
}
