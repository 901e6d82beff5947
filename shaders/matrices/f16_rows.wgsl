enable f16;
// Rows of values as subgroup matrices of f16 read them. A row is scaled by a power of two, so that f16 neither overflows nor loses bits, and
// padded with zeros to whole matrices. Rows lie matrix by matrix, 16 by 16, in the order of the inputs: a subgroup that loads a matrix reads
// 512 consecutive bytes and not 16 places. On an NVIDIA H100 loads from plain rows took four fifths of a product's time.
// needs: vec8
// expects: var<storage, read_write> rows_f16: array<vec4<f16>>
override pitch: u32; // f16 values per row: `inputs`, padded to a multiple of 16

// The index of elements i to i + 7 of a row, where i is a multiple of 8.
fn f16_index(row: u32, i: u32) -> u32 {
  return row / 16u * 16u * pitch + i / 16u * 256u + row % 16u * 16u + i % 16u;
}

// The power of two that scales `largest` to between 2^14 and 2^15, a factor of two below the end of f16.
fn power_for(largest: f32) -> f32 {
  return bitcast<f32>((268u - clamp(bitcast<u32>(largest) >> 23u, 15u, 253u)) << 23u);
}

// 1 / power, exact for a power of two.
fn inverse(power: f32) -> f32 {
  return bitcast<f32>((254u << 23u) - bitcast<u32>(power));
}

fn largest_in(value: Vec8) -> f32 {
  let both = max(abs(value.low), abs(value.high));
  return max(max(both.x, both.y), max(both.z, both.w));
}

// Writes a high part, and the rest as a low part `low_first` vec4s behind it. The high part is truncated by its bits to what f16 holds. A
// compiler may remove a conversion to f16 and back, which would make the low part 0 (seen on an NVIDIA H200, driver 580.159.04: relative
// errors of 2e-4).
fn write_split(to: u32, low_first: u32, value: vec4f) {
  let high = bitcast<vec4f>(bitcast<vec4<u32>>(value) & vec4<u32>(0xffffe000u));
  rows_f16[to] = vec4<f16>(high);
  rows_f16[low_first + to] = vec4<f16>(value - high);
}
