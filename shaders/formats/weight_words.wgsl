// For a kernel that binds weights as words and defines `weight_word(index)`.
// expects: fn weight_word(index: u32) -> u32
fn weight_four(index: u32) -> vec4<u32> {
  let first = index * 4u;
  return vec4<u32>(weight_word(first), weight_word(first + 1u), weight_word(first + 2u), weight_word(first + 3u));
}
