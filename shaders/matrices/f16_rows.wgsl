enable f16;
// Rows of values as subgroup matrices of f16 read them. A row is scaled by a power of two, so that f16 neither overflows nor loses bits, and
// padded with zeros to whole matrices. Rows lie matrix by matrix, 16 by 16, in the order of the inputs: a subgroup that loads a matrix reads
// 512 consecutive bytes and not 16 places. On an NVIDIA H100 loads from plain rows took four fifths of a product's time.
// needs: eight
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

fn largest_in(value: Eight) -> f32 {
  let both = max(abs(value.low), abs(value.high));
  return max(max(both.x, both.y), max(both.z, both.w));
}
