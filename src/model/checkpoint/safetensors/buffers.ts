const buffer =
  /(^|\.)(rotary_emb\.(original_)?inv_freq|rotary_emb\.(cos|sin)_cached|position_ids|(self_)?attn\.(masked_)?bias|masked_bias|causal_mask|_extra_state)$/;

/**
 * Whether a tensor is a buffer that some versions of transformers saved along with the weights: tables that follow from
 * config.json, of any type. Everyone computes them anew, and so does this engine. Transformer Engine's `_extra_state` is for training in FP8.
 */
export function isSavedBuffer(name: string): boolean {
  return buffer.test(name);
}
