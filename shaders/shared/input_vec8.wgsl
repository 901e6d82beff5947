// Elements i to i + 7 of a row of `inputs` values, 0 beyond its end. If i is certainly `within` the row, nothing is checked.
// input_four(index) is a vec4 of the buffer that the row lies in.
// needs: vec8
// expects: override inputs: u32
// expects: override vec8_aligned: u32
// expects: fn input_four(index: u32) -> vec4f
fn input_vec8(first: u32, i: u32, within: bool) -> Vec8 {
  if (!within && i >= inputs) {
    return Vec8();
  }
  if (vec8_aligned == 1u) {
    return Vec8(input_four((first + i) / 4u), input_four((first + i) / 4u + 1u));
  }
  var vec8: array<f32, 8>;
  for (var n = 0u; n < min(8u, inputs - i); n += 1u) {
    vec8[n] = input_four((first + i + n) / 4u)[(first + i + n) % 4u];
  }
  return Vec8(vec4f(vec8[0], vec8[1], vec8[2], vec8[3]), vec4f(vec8[4], vec8[5], vec8[6], vec8[7]));
}
