// The parameters of sampling, and keys and weights of tokens under them.
// needs: ordered_keys
// expects: var<storage, read> sampling: SamplingParams
// expects: var<storage, read> logits: array<u32>
// expects: fn was_seen(id: u32) -> bool
struct SamplingParams {
  random: u32, // 2^32 times the uniform random number
  greedy: u32,
  top_k: u32, // 0 if off
  top_p: u32, // 2^32 times top-p, 0 if off
  penalty: f32, // 1 if off
  inverse_penalty: f32,
  steepness: f32, // 2 log2(e) / temperature
  halving: f32, // ln(2) * temperature: the difference that halves a weight
  tail_depth: f32, // all tokens at least this deep weigh less together than top-p cuts
  max_depth: f32, // min-p cuts deeper tokens
}

const largest_float = 3.4028234e38f;
// Weights are multiples of 2^-44, so those of deeper tokens become 0: at most 2^-26 of the sum in all, for 2^18 tokens.
const deepest = 44f;

// The key (see ordered_keys.wgsl) of a token's logit after the repetition penalty, 0 for what cannot be chosen.
fn score_key(row: u32, id: u32) -> u32 {
  let bits = logits[row + id];
  let key = ordered_key(bits);
  if (sampling.penalty == 1f || key == 0u || !was_seen(id)) {
    return key;
  }
  let score = bitcast<f32>(bits);
  let penalised = score * select(sampling.inverse_penalty, sampling.penalty, score < 0f);
  return ordered_key(bitcast<u32>(clamp(penalised, -largest_float, largest_float)));
}

fn score_of(key: u32) -> f32 {
  return bitcast<f32>(select(0u - key, key & 0x7fffffffu, key >= 0x80000000u));
}

// How far below `top` a key is, in halvings of the weight. Scores are halved first: the difference of two finite floats may be infinite.
fn depth_of(key: u32, top: u32) -> f32 {
  return (0.5f * score_of(top) - 0.5f * score_of(key)) * sampling.steepness;
}

// A key below those of all tokens down to `depth`, by a millionth, which is more than any rounding here.
fn key_at_depth(depth: f32, top: u32) -> u32 {
  let best = score_of(top);
  let score = best - depth * sampling.halving * (1f + 0x1p-20f) - abs(best) * 0x1p-20f;
  return ordered_key(bitcast<u32>(max(score, -largest_float)));
}

// floor(2^44 * weight), for a weight of at most 2^19.
fn fixed(weight: f32) -> vec2<u32> {
  let scaled = weight * 4096f;
  let whole = floor(scaled);
  return vec2<u32>(u32((scaled - whole) * 4294967296f), u32(whole));
}

// The weight relative to the best, which is 2^44.
fn weight_at(depth: f32) -> vec2<u32> {
  if (depth > deepest) {
    return vec2<u32>();
  }
  return fixed(exp2(-depth));
}
