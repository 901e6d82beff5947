// What a kernel that multiplies many rows (tokens) with a matrix of weights has in common. A workgroup makes a tile of
// 8 * down tokens by 8 * across outputs, an invocation 8 by 8 of it, `down` and `across` apart. Those of the first half of
// the tile's outputs and of the second come in pairs, 4 * across apart.
//
// The kernel has `batch`, `inputs` and `weight`, and says `normed` (outputs are scaled by what norm_scale makes of the mean
// square of the row), `input_four(index)` (a vec4 of its input), `gained(value, eight)` (times the gain, if normed),
// `weight_first(group, row)` (where a row of a tile begins among its weights) and `store(token, group, place, low, high)`:
// the outputs `place` and `place + 4 * across` of a tile.
override across: u32;
override down: u32;

// Eight values of a row from its i-th on; 0 beyond its end.
fn input_eight(first: u32, i: u32) -> Eight {
  if (i >= inputs) {
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
