// Reads a kernel's binding `gain: array<vec4<u32>>`, a vector that starts the binding and is filled up with zeros.
// needs: eight
// expects: var<storage, read> gain: array<vec4<u32>>
override gain_type: u32;

fn gain_eight(index: u32) -> Eight {
  if (gain_type == WEIGHT_F32) {
    return Eight(bitcast<vec4f>(gain[index * 2u]), bitcast<vec4f>(gain[index * 2u + 1u]));
  }
  return widen_eight(gain_type, gain[index]);
}
