// Splits a row of inputs into a high part in f16 and a low part, the rest, so that products keep 22 bits of it. A workgroup takes a row.
// params.low_first is the number of vec4s of all high parts. `normed`, `gained` and `norm_scale` are those of tile_kernel.wgsl.
// needs: batch, input_vec8, f16_rows
// expects: override group_size: u32
// expects: var<storage, read> batch: Batch
// expects: var<storage, read_write> scales: array<f32>
// expects: params.low_first: u32
// expects: const normed: bool
// expects: fn gained(value: Vec8, vec8: u32) -> Vec8
// expects: fn norm_scale(mean_square: f32) -> f32
var<workgroup> largest_of: array<f32, group_size>;
var<workgroup> squares_of: array<f32, group_size>;

fn split_row(token: u32, local: u32) {
  if (token >= batch.tokens) {
    return;
  }
  let first = token * inputs;
  var largest = 0f;
  var squares = 0f;
  for (var vec8 = local; vec8 * 8u < inputs; vec8 += group_size) {
    let value = input_vec8(first, vec8 * 8u, true);
    squares += dot(value.low, value.low) + dot(value.high, value.high);
    largest = max(largest, largest_in(gained(value, vec8)));
  }
  largest_of[local] = largest;
  squares_of[local] = squares;
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      largest_of[local] = max(largest_of[local], largest_of[local + half]);
      squares_of[local] += squares_of[local + half];
    }
  }
  workgroupBarrier();
  let power = power_for(largest_of[0]);
  for (var vec8 = local; vec8 * 8u < pitch; vec8 += group_size) {
    let value = gained(input_vec8(first, vec8 * 8u, pitch == inputs), vec8);
    let to = f16_index(token, vec8 * 8u) / 4u;
    write_split(to, params.low_first, value.low * power);
    write_split(to + 1u, params.low_first, value.high * power);
  }
  if (local == 0u) {
    var scale = inverse(power);
    if (normed) {
      scale *= norm_scale(squares_of[0] / f32(inputs));
    }
    scales[token] = scale;
  }
}
