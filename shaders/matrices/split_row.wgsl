// A row of inputs as two rows of halves, a high one and what that leaves, so that products keep 22 bits of it. A workgroup a row.
// The kernel has `batch`, `inputs`, `halves`, `scales` and `params.low_first` (vec4s of high halves, of all rows), and says
// `normed`, `input_four(index)`, `gained(value, eight)` and `norm_scale(mean_square)` as a kernel of tile_kernel.wgsl does.
// needs: batch, input_eight, halves
// expects: override group_size: u32
// expects: var<storage, read> batch: Batch
// expects: var<storage, read_write> halves: array<vec4<f16>>
// expects: var<storage, read_write> scales: array<f32>
// expects: params.low_first: u32
// expects: const normed: bool
// expects: fn gained(value: Eight, eight: u32) -> Eight
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
  for (var eight = local; eight * 8u < inputs; eight += group_size) {
    let value = input_eight(first, eight * 8u, true);
    squares += dot(value.low, value.low) + dot(value.high, value.high);
    largest = max(largest, largest_in(gained(value, eight)));
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
  for (var eight = local; eight * 8u < pitch; eight += group_size) {
    let value = gained(input_eight(first, eight * 8u, pitch == inputs), eight);
    let to = halves_place(token, eight * 8u) / 4u;
    put_split(to, value.low * power);
    put_split(to + 1u, value.high * power);
  }
  if (local == 0u) {
    var scale = inverse(power);
    if (normed) {
      scale *= norm_scale(squares_of[0] / f32(inputs));
    }
    scales[token] = scale;
  }
}

// The high half is cut off by its bits, all that f16 keeps: were it rounded by conversion, a compiler might take the way to
// f16 and back for nothing and make the low half 0 (seen on an NVIDIA H200, driver 580.159.04: errors of 2e-4).
fn put_split(to: u32, value: vec4f) {
  let high = bitcast<vec4f>(bitcast<vec4<u32>>(value) & vec4<u32>(0xffffe000u));
  halves[to] = vec4<f16>(high);
  halves[params.low_first + to] = vec4<f16>(value - high);
}
