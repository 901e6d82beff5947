// What a draw is made from. Reads a kernel's bindings `drawing: Drawing`, `logits: array<u32>` and `seen: array<u32>`.
// needs: ordered_keys
// expects: var<storage, read> drawing: Drawing
// expects: var<storage, read> logits: array<u32>
// expects: var<storage, read> seen: array<u32>
struct Drawing {
  random: u32, // 2^32 times the uniform number that decides
  greedy: u32,
  top_k: u32, // 0 for off
  top_p: u32, // 2^32 times it, 0 for off
  penalty: f32, // 1 for off
  inverse_penalty: f32,
  steepness: f32, // 2 log2(e) / temperature
  halving: f32, // ln(2) temperature: what halves a weight
  tail_depth: f32, // all tokens at least this deep are together less than top-p lets go
  least_depth: f32, // min-p: deeper tokens go
}

const largest_float = 3.4028234e38f;
// Weights count from 2^-44: those of deeper tokens become 0, as in all at most 2^-26 of the sum for 2^18 tokens.
const deepest = 44f;

// The key (see argmax.wgsl) of a token's logit after the repetition penalty, 0 for what cannot be chosen.
fn score_key(row: u32, id: u32) -> u32 {
  let bits = logits[row + id];
  let key = ordered_key(bits);
  if (drawing.penalty == 1f || key == 0u || (seen[id / 32u] & (1u << (id % 32u))) == 0u) {
    return key;
  }
  let score = bitcast<f32>(bits);
  let penalised = score * select(drawing.inverse_penalty, drawing.penalty, score < 0f);
  return ordered_key(bitcast<u32>(clamp(penalised, -largest_float, largest_float)));
}

fn score_of(key: u32) -> f32 {
  return bitcast<f32>(select(0u - key, key & 0x7fffffffu, key >= 0x80000000u));
}

// How far below `top` a key is, in halvings of the weight. Of halves, since the difference of two finite floats need not be one.
fn depth_of(key: u32, top: u32) -> f32 {
  return (0.5f * score_of(top) - 0.5f * score_of(key)) * drawing.steepness;
}

// A key below those of all tokens down to `depth`: a millionth further than any rounding here reaches.
fn key_at_depth(depth: f32, top: u32) -> u32 {
  let best = score_of(top);
  let score = best - depth * drawing.halving * (1f + 0x1p-20f) - abs(best) * 0x1p-20f;
  return ordered_key(bitcast<u32>(max(score, -largest_float)));
}

// 2^44 times `weight`, at most 2^19, rounded down: the float's own 24 bits, as far as they count.
fn fixed(weight: f32) -> vec2<u32> {
  let scaled = weight * 4096f;
  let whole = floor(scaled);
  return vec2<u32>(u32((scaled - whole) * 4294967296f), u32(whole));
}

// Relative to the best, which weighs 2^44.
fn weight_at(depth: f32) -> vec2<u32> {
  if (depth > deepest) {
    return vec2<u32>();
  }
  return fixed(exp2(-depth));
}
