// f32: a word holds an element.
// needs: eight
const WEIGHT_F32 = 0u;

fn f32_value(word: u32) -> f32 {
  return bitcast<f32>(word);
}

fn f32_eight(low: vec4<u32>, high: vec4<u32>) -> Eight {
  return Eight(bitcast<vec4f>(low), bitcast<vec4f>(high));
}
