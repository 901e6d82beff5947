// Makes superblocks of codes (formats/superblock.wgsl) from stored weights in a dense format, and measures the error. An invocation makes
// a block of 32, so a workgroup covers whole superblocks. `weight_type` is what the weights are stored in; the other constants are those of
// the format that they become.
// Shapes: stored [first + count], where `first` is a multiple of 256 -> superblocks of `blocks` from `first_block` on, with zeros behind the
// last weight, and three values of `sums` per workgroup from `first_group` on: the sum of squared errors and the sum of squares, both of
// values times a power of two, and that power.
// needs: weight, superblock
// limit: 16 <= group_size <= 256
// limit: 4 <= code_bits <= 8
struct Params {
  first: u32, // of the weights in `stored`
  count: u32,
  first_block: u32, // superblocks before this run's
  first_group: u32, // workgroups whose sums come before
}

@group(0) @binding(0) var<storage, read> stored: array<u32>;
@group(0) @binding(1) var<storage, read_write> blocks: array<u32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

override group_size: u32; // a multiple of 16
override code_bits: u32; // 4 or 8
override lowest_code: u32; // how far codes go below zero
override largest_scale: u32; // bits of an f32

const sign = 0x80000000u;
const infinity = 0x7f800000u;
const nan_scale = 0x7fc00000u;
// With scales below 2^-125 WGSL lets products be flushed to 0, which rounds worse than half a step.
const smallest_scale = 0x01000000u;

var<workgroup> largest: atomic<u32>;
var<workgroup> scales: array<u32, group_size>;
var<workgroup> block_sums: array<vec2f, group_size>;

@compute @workgroup_size(group_size)
fn quantise(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let block = group.x * group_size + local;
  let exists = block / 8u * 256u < params.count;
  var values: array<vec4f, 8>;
  var extreme = 0u; // the bits of the value of the largest magnitude
  for (var i = 0u; i < 32u && block * 32u + i < params.count; i += 1u) {
    let index = params.first + block * 32u + i;
    let value = widen(stored[word_index(index)], index);
    let bits = bitcast<u32>(value);
    values[i / 4u][i % 4u] = value;
    extreme = select(extreme, bits, (bits & ~sign) > (extreme & ~sign));
  }
  // Classified by its bits, since WGSL may assume that no value is infinite or NaN.
  let finite = (extreme & ~sign) < infinity;
  if (finite) {
    atomicMax(&largest, extreme & ~sign);
  }
  let scale = best_scale(bitcast<f32>(extreme), &values);
  // A value that is not finite makes its whole block NaN, so that scans find it as they would in the stored weights.
  scales[local] = select(nan_scale, bitcast<u32>(scale), finite) >> 16u;
  workgroupBarrier();

  // Squares of what is scaled to about 1 neither overflow nor vanish.
  let power = inverse_power(atomicLoad(&largest));
  let to = (params.first_block + block / 8u) * superblock_words(code_bits);
  let squares = encode(&values, scale, power, exists, to, block % 8u * 4u);
  block_sums[local] = select(vec2f(), squares, finite);
  // Two blocks share a word of scales.
  if (exists && local % 2u == 0u) {
    blocks[scale_index((params.first_block * 8u + block) * 32u, code_bits)] = scales[local] | (scales[local + 1u] << 16u);
  }
  workgroupBarrier();
  add_up(local, 16u, 1u);
  workgroupBarrier();
  add_up(local, group_size, 16u);
  if (local == 0u) {
    let at = (params.first_group + group.x) * 3u;
    sums[at] = block_sums[0].x;
    sums[at + 1u] = block_sums[0].y;
    sums[at + 2u] = power;
  }
}

fn highest_code() -> f32 {
  return f32((1u << (code_bits - 1u)) - 1u);
}

fn is_symmetric() -> bool {
  return f32(lowest_code) == highest_code();
}

// Symmetric codes get the smallest scale that reaches the extreme value. Where there is a code more below zero than above, seven scales are
// tried, which put the extreme at 0.9 to 1.2 times that code, where it is clamped: the one with the smallest squared error is taken.
fn best_scale(extreme: f32, values: ptr<function, array<vec4f, 8>>) -> f32 {
  if (is_symmetric()) {
    return bitcast<f32>(within(bitcast<u32>(abs(extreme) / highest_code()) + 0xffffu));
  }
  var best = 0f;
  var min_error = 0f;
  var first = 0f;
  for (var n = 0u; n < 7u; n += 1u) {
    let scale = bitcast<f32>(within(bitcast<u32>(extreme / (-f32(lowest_code) * (0.9f + 0.05f * f32(n)))) + 0x8000u));
    let steps = 1f / scale;
    var squares = 0f;
    for (var i = 0u; i < 8u; i += 1u) {
      let error = (*values)[i] * steps - codes_of((*values)[i] * steps);
      squares += dot(error, error);
    }
    // In steps of the first scale, which are neither too large nor too small to be squared.
    first = select(first, steps, n == 0u);
    let error = squares * (scale * first) * (scale * first);
    if (n == 0u || error < min_error) {
      best = scale;
      min_error = error;
    }
  }
  return best;
}

// Truncated to bf16, and clamped to where codes and products are exact.
fn within(bits: u32) -> u32 {
  return (bits & sign) | clamp(bits & 0x7fff0000u, smallest_scale, largest_scale);
}

fn codes_of(steps: vec4f) -> vec4f {
  return clamp(round(steps), vec4f(-f32(lowest_code)), vec4f(highest_code()));
}

// Writes the codes of a block, four vec8s from `first` on, into the superblock that begins at word `to`. Returns the sums of squared errors
// and of squares, of values times `power`.
fn encode(values: ptr<function, array<vec4f, 8>>, scale: f32, power: f32, exists: bool, to: u32, first: u32) -> vec2f {
  let steps = 1f / scale;
  var squares = vec2f();
  var lower = 0u;
  for (var n = 0u; n < 8u; n += 1u) {
    let value = (*values)[n];
    let codes = codes_of(value * steps);
    let error = (value - codes * scale) * power;
    squares += vec2f(dot(error, error), dot(value * power, value * power));
    let word = in_order(vec4<u32>(vec4<i32>(codes) + (1i << (code_bits - 1u))));
    let place = to + codes_place(first + n / 2u, code_bits);
    if (exists && code_bits == 8u) {
      blocks[place + n % 2u] = word;
    }
    if (exists && code_bits == 4u && n % 2u == 1u) {
      blocks[place] = lower | (word << 16u);
    }
    lower = word;
  }
  return squares;
}

fn in_order(four: vec4<u32>) -> u32 {
  return four.x | (four.y << code_bits) | (four.z << (2u * code_bits)) | (four.w << (3u * code_bits));
}

// The power of two that scales a positive value, given as bits, to between 1 and 2, if it is a normal number.
fn inverse_power(bits: u32) -> f32 {
  return bitcast<f32>((254u - clamp(bits >> 23u, 1u, 253u)) << 23u);
}

// Adds every `count` sums, `step` apart, into the first of them.
fn add_up(local: u32, count: u32, step: u32) {
  if (local % count == 0u) {
    for (var n = step; n < count; n += step) {
      block_sums[local] += block_sums[local + n];
    }
  }
}
