import type { ModelConfig } from './config.ts';

/** The tensors of one layer and their shapes, under their names behind `model.layers.N.`; matrices are [out, in]. */
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

export const embeddingTensor = 'model.embed_tokens.weight';
export const finalNormTensor = 'model.norm.weight';
/** Only in models that are not tied. */
export const headTensor = 'lm_head.weight';

/** Every tensor that a checkpoint with this config must have, in the order of the forward pass, with its shape. */
export function expectedTensors(config: ModelConfig): Map<string, number[]> {
  const { vocabSize, hiddenSize } = config;
  const layer = Object.entries(layerTensors(config));
  const tensors = new Map([[embeddingTensor, [vocabSize, hiddenSize]]]);
  for (let i = 0; i < config.layers; i++) {
    for (const [name, shape] of layer) tensors.set(`model.layers.${i}.${name}`, shape);
  }
  tensors.set(finalNormTensor, [hiddenSize]);
  if (!config.tied) tensors.set(headTensor, [vocabSize, hiddenSize]);
  return tensors;
}
