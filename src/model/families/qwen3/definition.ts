import type { Definition } from '../definition.ts';
import { embeddingTensor, finalNormTensor, headTensor, layerTensor } from './tensors.ts';

/** transformers' modeling_qwen3.py. */
export const definition: Definition = {
  layer(layer) {
    const weight = (part: string) => layerTensor(layer, `${part}.weight`);
    return [
      { stage: 'input_norm', does: 'norm', of: ['input'], weight: weight('input_layernorm') },
      { stage: 'q', does: 'product', of: ['input_norm'], weight: weight('self_attn.q_proj') },
      { stage: 'k', does: 'product', of: ['input_norm'], weight: weight('self_attn.k_proj') },
      { stage: 'v', does: 'product', of: ['input_norm'], weight: weight('self_attn.v_proj') },
      { stage: 'q_norm', does: 'head_norm', of: ['q'], weight: weight('self_attn.q_norm') },
      { stage: 'k_norm', does: 'head_norm', of: ['k'], weight: weight('self_attn.k_norm') },
      { stage: 'q_rope', does: 'rope', of: ['q_norm'] },
      { stage: 'k_rope', does: 'rope', of: ['k_norm'] },
      { stage: 'attn', does: 'attention', of: ['q_rope', 'k_rope', 'v'] },
      { stage: 'o_proj', does: 'product', of: ['attn'], weight: weight('self_attn.o_proj') },
      { stage: 'attn_residual', does: 'add', of: ['input', 'o_proj'] },
      { stage: 'post_norm', does: 'norm', of: ['attn_residual'], weight: weight('post_attention_layernorm') },
      { stage: 'gate', does: 'product', of: ['post_norm'], weight: weight('mlp.gate_proj') },
      { stage: 'up', does: 'product', of: ['post_norm'], weight: weight('mlp.up_proj') },
      { stage: 'swiglu', does: 'swiglu', of: ['gate', 'up'] },
      { stage: 'down', does: 'product', of: ['swiglu'], weight: weight('mlp.down_proj') },
      { stage: 'mlp_residual', does: 'add', of: ['attn_residual', 'down'] },
    ];
  },
  last: (tied) => [
    { stage: 'final_norm', does: 'norm', of: ['input'], weight: finalNormTensor },
    { stage: 'logits', does: 'product', of: ['final_norm'], weight: tied ? embeddingTensor : headTensor },
  ],
};
