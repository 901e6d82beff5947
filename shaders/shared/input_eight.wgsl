// Elements i to i + 7 of a row of `inputs` values, 0 beyond its end. If i is certainly `within` the row, nothing is checked.
// input_four(index) is a vec4 of the buffer that the row lies in.
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
