enable f16;
// Rows of f32 as subgroup matrices of f16 take them: scaled by a power of two to where f16 neither overflows nor loses bits, filled
// up with zeros to whole matrices, and laid out matrix by matrix, 16 rows by 16, in the order of the inputs: a subgroup that loads one then
// touches 512 bytes in a row and not 16 places (on an NVIDIA H100 loads from plain rows took four fifths of a product's time).
// needs: eight
override pitch: u32; // halves a row takes: `inputs`, and zeros up to a multiple of 16

// Where eight halves of a row lie, `i` being a multiple of 8.
fn halves_place(row: u32, i: u32) -> u32 {
  return row / 16u * 16u * pitch + i / 16u * 256u + row % 16u * 16u + i % 16u;
}

// A power of two that brings `largest` to between 2^14 and 2^15, a factor of two below where f16 ends.
fn power_for(largest: f32) -> f32 {
  return bitcast<f32>((268u - clamp(bitcast<u32>(largest) >> 23u, 15u, 253u)) << 23u);
}

// One divided by a power of two, exactly.
fn inverse(power: f32) -> f32 {
  return bitcast<f32>((254u << 23u) - bitcast<u32>(power));
}

fn largest_in(value: Eight) -> f32 {
  let both = max(abs(value.low), abs(value.high));
  return max(max(both.x, both.y), max(both.z, both.w));
}
