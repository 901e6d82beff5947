// f32: a word holds an element.
// needs: vec8
const WEIGHT_F32 = 0u;

fn f32_value(word: u32) -> f32 {
  return bitcast<f32>(word);
}

fn f32_vec8(low: vec4<u32>, high: vec4<u32>) -> Vec8 {
  return Vec8(bitcast<vec4f>(low), bitcast<vec4f>(high));
}
