// Eight values of a row from its i-th on; 0 beyond its end, unless i is `within` it for sure, and nothing has to be asked. The kernel has `inputs` and says `input_four(index)`: a vec4 of
// what the row lies in.
// needs: eight
// expects: override inputs: u32
// expects: override whole_eights: u32
// expects: fn input_four(index: u32) -> vec4f
fn input_eight(first: u32, i: u32, within: bool) -> Eight {
  if (!within && i >= inputs) {
    return Eight();
  }
  if (whole_eights == 1u) {
    return Eight(input_four((first + i) / 4u), input_four((first + i) / 4u + 1u));
  }
  var eight: array<f32, 8>;
  for (var n = 0u; n < min(8u, inputs - i); n += 1u) {
    eight[n] = input_four((first + i + n) / 4u)[(first + i + n) % 4u];
  }
  return Eight(vec4f(eight[0], eight[1], eight[2], eight[3]), vec4f(eight[4], eight[5], eight[6], eight[7]));
}
