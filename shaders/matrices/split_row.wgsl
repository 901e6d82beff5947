// Splits a row of inputs into a high part in f16 and a low part, the rest, so that products keep 22 bits of it. A workgroup takes a row.
// params.low_first is the number of vec4s of all high parts. `normed`, `gained` and `norm_scale` are those of tile_kernel.wgsl.
// needs: batch, input_eight, f16_rows
// expects: override group_size: u32
// expects: var<storage, read> batch: Batch
// expects: var<storage, read_write> rows_f16: array<vec4<f16>>
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
    let to = f16_index(token, eight * 8u) / 4u;
    write_split(to, value.low * power);
    write_split(to + 1u, value.high * power);
  }
  if (local == 0u) {
    var scale = inverse(power);
    if (normed) {
      scale *= norm_scale(squares_of[0] / f32(inputs));
    }
    scales[token] = scale;
  }
}

// The high part is truncated by its bits to what f16 holds. A compiler may remove a conversion to f16 and back, which would make the low
// part 0 (seen on an NVIDIA H200, driver 580.159.04: relative errors of 2e-4).
fn write_split(to: u32, value: vec4f) {
  let high = bitcast<vec4f>(bitcast<vec4<u32>>(value) & vec4<u32>(0xffffe000u));
  rows_f16[to] = vec4<f16>(high);
  rows_f16[params.low_first + to] = vec4<f16>(value - high);
}
