import type { ModelConfig } from '../model_config.ts';
import type { LayerNorm } from '../model_weights.ts';

/** The tensors of one layer and their shapes, under their names after `model.layers.N.`; matrices are [out, in]. */
export function layerTensors(config: ModelConfig) {
  const { hiddenSize, ffnSize, headDim } = config;
  const queries = config.heads * headDim;
  const keys = config.kvHeads * headDim;
  return {
    'input_layernorm.weight': [hiddenSize],
    'self_attn.q_proj.weight': [queries, hiddenSize],
    'self_attn.k_proj.weight': [keys, hiddenSize],
    'self_attn.v_proj.weight': [keys, hiddenSize],
    'self_attn.q_norm.weight': [headDim],
    'self_attn.k_norm.weight': [headDim],
    'self_attn.o_proj.weight': [hiddenSize, queries],
    'post_attention_layernorm.weight': [hiddenSize],
    'mlp.gate_proj.weight': [ffnSize, hiddenSize],
    'mlp.up_proj.weight': [ffnSize, hiddenSize],
    'mlp.down_proj.weight': [hiddenSize, ffnSize],
  };
}

/** The name of a layer's tensor. */
export function layerTensor(layer: number, name: string): string {
  return `model.layers.${layer}.${name}`;
}

export const embeddingTensor = 'model.embed_tokens.weight';
export const finalNormTensor = 'model.norm.weight';
/** Only in models that are not tied. */
export const headTensor = 'lm_head.weight';

/** {@link Family.tensors} */
export function expectedTensors(config: ModelConfig): Map<string, number[]> {
  const { vocabSize, hiddenSize } = config;
  const layer = Object.entries(layerTensors(config));
  const tensors = new Map([[embeddingTensor, [vocabSize, hiddenSize]]]);
  for (let i = 0; i < config.layers; i++) {
    for (const [name, shape] of layer) tensors.set(layerTensor(i, name), shape);
  }
  tensors.set(finalNormTensor, [hiddenSize]);
  if (!config.tied) tensors.set(headTensor, [vocabSize, hiddenSize]);
  return tensors;
}

/** {@link Family.normTensors} */
export function normTensors({ layers }: ModelConfig) {
  return {
    layers: Array.from({ length: layers }, (_, layer): Record<LayerNorm, string> => ({
      inputNorm: layerTensor(layer, 'input_layernorm.weight'),
      qNorm: layerTensor(layer, 'self_attn.q_norm.weight'),
      kNorm: layerTensor(layer, 'self_attn.k_norm.weight'),
      postNorm: layerTensor(layer, 'post_attention_layernorm.weight'),
    })),
    final: finalNormTensor,
  };
}
