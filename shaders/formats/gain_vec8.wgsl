// Reads a kernel's binding `gain: array<vec4<u32>>`: a vector in a dense format that starts the binding and is padded with zeros.
// needs: weight
// expects: var<storage, read> gain: array<vec4<u32>>
override gain_type: u32;

fn gain_vec8(index: u32) -> Vec8 {
  if (gain_type == WEIGHT_F32) {
    return f32_vec8(gain[index * 2u], gain[index * 2u + 1u]);
  }
  return widen_vec8(gain_type, gain[index]);
}
