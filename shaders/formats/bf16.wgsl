// bf16: the upper half of an f32, two to a word, the even element in the lower half.
const WEIGHT_BF16 = 2u;

fn bf16_value(half: u32) -> f32 {
  return bitcast<f32>(half << 16u);
}

fn bf16_pair(word: u32) -> vec2f {
  return vec2f(bitcast<f32>(word << 16u), bitcast<f32>(word & 0xffff0000u));
}
