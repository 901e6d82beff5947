/** Known faults by their names: what each is, and where it comes from and what it does. */
export const en = {
  embedding_scaled: 'Embedding scaled by 1/sqrt(hidden)',
  embedding_scaled_story:
    'Other models scale their embeddings; Qwen3 does not. Scaled down, the mean square of a row falls below the epsilon of the first norm.',
  qkv_bias_uninitialised: 'Uninitialised QKV bias',
  qkv_bias_uninitialised_story:
    'Qwen2 has a bias on q, k and v; Qwen3 has none. A kernel kept the bias, allocated it and never filled it. q and k are normalised afterwards, which hides it; v is not: 1e29 reaches the attention output, its square overflows, 1/inf is 0, and every token comes out as id 0.',
  input_gain_missing: 'Input-norm gain not loaded',
  input_gain_missing_story:
    'The norm before attention has a gain for every channel. A loader that skips them leaves every gain at one.',
  epsilon_missing: 'Epsilon left out of the norm',
  epsilon_missing_story:
    'Without the epsilon a row of small values is scaled up too far. It matters where the mean square is not far above 1e-6, as after an embedding that was scaled down.',
  f16_accumulation: 'Sums kept in f16',
  f16_accumulation_story:
    'A kernel said to be float32 accumulates its products in f16: eleven bits remain of every sum.',
  gain_after_rounding: 'Normalised values rounded to bf16 before the gain',
  gain_after_rounding_story:
    'transformers in bf16 rounds after the norm and only then multiplies by the gain; in float32 nothing is rounded. Either is a fair choice, but not one of them in one kernel and the other in the next.',
  k_gain_clamped: 'K-norm gains clamped to [-10, 10]',
  k_gain_clamped_story:
    'The gains of Qwen3-0.6B reach 96.5 and look like the culprit. Clamping them cures nothing and changes what the model says: a gain multiplies signal and error alike.',
  norm_across_heads: 'Norm across all heads',
  norm_across_heads_story: 'q and k are normalised head by head; a norm over the whole projection mixes them.',
  rope_base: 'RoPE with base 10,000',
  rope_base_story:
    'The base of older models in place of the 1,000,000 of config.json: near tokens are hardly affected, far ones are lost.',
  rope_interleaved: 'RoPE on neighbours',
  rope_interleaved_story:
    'Pairs are (i, i + half) here and (2i, 2i + 1) in other models: the right angles on the wrong pairs.',
  rope_position_off_by_one: 'RoPE position off by one',
  rope_position_off_by_one_story:
    'Positions are counted from one instead of zero. Attention sees only differences of positions, so the text may stay right; the stage is wrong all the same, and a cache that another kernel filled does not match it.',
  kv_slot_overwritten: 'KV slot overwritten',
  kv_slot_overwritten_story:
    'The append goes one slot too low: the token before is lost, and the token’s own slot holds what was there before.',
  grouped_heads_modulo: 'Query heads matched to key heads by modulo',
  grouped_heads_modulo_story:
    'Neighbouring query heads share a key head: head / group. With head % key heads, most query heads attend with another head’s keys.',
  softmax_without_maximum: 'Softmax without the maximum subtracted',
  softmax_without_maximum_story:
    'exp of a score above 88.7 is infinite in f32. Below that nothing is wrong, which is why tests miss it.',
  causal_mask_off_by_one: 'Causal mask off by one',
  causal_mask_off_by_one_story: 'A token attends to all tokens before it, but not to itself.',
  stale_cache_read: 'The newest key and value read before they are written',
  stale_cache_read_story:
    'A race: attention does not wait for the append, and the newest slot still holds what was there before.',
  attention_residual_dropped: 'Attention residual dropped',
  attention_residual_dropped_story:
    'The output of attention replaces the residual stream instead of being added to it.',
  swiglu_f16_overflow: 'SwiGLU kept in f16',
  swiglu_f16_overflow_story:
    'silu(gate) * up can exceed 65504, the largest f16, and is infinite then; below that it loses thirteen bits. Layer 2 of Qwen3-Embedding-8B reaches such values.',
  tail_rows_unwritten: 'Tail rows never written',
  tail_rows_unwritten_story:
    'A grid is rounded down, or a bound is off by a few: the last rows keep what an earlier layer wrote there, which looks plausible.',
  weight_bit_flipped: 'One exponent bit of one weight flipped',
  weight_bit_flipped_story:
    'A damaged file or memory: one weight is 65536 times what it was, and one channel of the residual stream runs away.',
} as const;
