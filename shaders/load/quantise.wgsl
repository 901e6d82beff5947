// Makes blocks of codes (formats/blocks.wgsl) of stored weights, and says how far off they are: an invocation a block of 32, so
// that a workgroup covers whole superblocks. `weight_type` is what the weights are stored in, `block_type` what they become.
// Shapes: stored [first + count], `first` a multiple of 256 -> superblocks of `blocks` from `first_block` on (what lies between `count` and
// the end of the last becomes 0), and for every workgroup three values of `sums` from `first_group` on: the sum of squared
// errors and the sum of squares, both of values times a power of two, and that power.
// needs: weight
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

override group_size: u32; // a multiple of 16, at most 256
override block_type: u32;

const sign = 0x80000000u;
const infinity = 0x7f800000u;
const nan_scale = 0x7fc00000u;
// Scales below 2^-125 would leave products that WGSL lets be flushed to 0, and so would round worse than half a step. Beyond
// the largest, the outermost code would overflow f32: 127 * 2^121, and 8 times a bf16 of just under 2^125.
const smallest_scale = 0x01000000u;
const largest_scale_q8 = 0x7c000000u;
const largest_scale_q4 = 0x7dff0000u;

var<workgroup> largest: atomic<u32>;
var<workgroup> scales: array<u32, group_size>;
var<workgroup> block_sums: array<vec2f, group_size>;

@compute @workgroup_size(group_size)
fn quantise(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let block = group.x * group_size + local;
  let exists = block / 8u * 256u < params.count;
  var values: array<vec4f, 8>;
  var extreme = 0u; // the bits of the value that is largest in magnitude
  for (var i = 0u; i < 32u && block * 32u + i < params.count; i += 1u) {
    let index = params.first + block * 32u + i;
    let value = widen(stored[word_index(index)], index);
    let bits = bitcast<u32>(value);
    values[i / 4u][i % 4u] = value;
    extreme = select(extreme, bits, (bits & ~sign) > (extreme & ~sign));
  }
  // Looked at by its bits, since WGSL may take for granted that no value is infinite or NaN.
  let finite = (extreme & ~sign) < infinity;
  if (finite) {
    atomicMax(&largest, extreme & ~sign);
  }
  let scale = best_scale(bitcast<f32>(extreme), &values);
  // What is not finite makes its whole block NaN, to be found as it would be in the stored weights.
  scales[local] = select(nan_scale, bitcast<u32>(scale), finite) >> 16u;
  workgroupBarrier();

  // Squares of what is scaled to about 1 neither overflow nor vanish.
  let power = inverse_power(atomicLoad(&largest));
  let to = (params.first_block + block / 8u) * superblock_words();
  let squares = encode(&values, scale, power, exists, to, block % 8u * 4u);
  block_sums[local] = select(vec2f(), squares, finite);
  // Two blocks share a word of scales.
  if (exists && local % 2u == 0u) {
    let scales_at = (params.first_block + block / 8u) * superblock_words() + 8u * block_words();
    blocks[scales_at + block % 8u / 2u] = scales[local] | (scales[local + 1u] << 16u);
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

fn is_q4() -> bool {
  return block_type == WEIGHT_Q4;
}

fn block_words() -> u32 {
  return select(8u, 4u, is_q4());
}

fn superblock_words() -> u32 {
  return 8u * block_words() + 4u;
}

// Of Q8 the least scale that reaches the extreme value. Of Q4, which has a code more below zero than above, seven scales that
// put the extreme at -7.2 to -9.6 steps, where it is cut off to -8: the one with the least squared error.
fn best_scale(extreme: f32, values: ptr<function, array<vec4f, 8>>) -> f32 {
  if (!is_q4()) {
    return bitcast<f32>(within(bitcast<u32>(abs(extreme) / 127f) + 0xffffu, largest_scale_q8));
  }
  var best = 0f;
  var least = 0f;
  var first = 0f;
  for (var n = 0u; n < 7u; n += 1u) {
    let scale = bitcast<f32>(within(bitcast<u32>(extreme / (-7.2f - 0.4f * f32(n))) + 0x8000u, largest_scale_q4));
    let steps = 1f / scale;
    var squares = 0f;
    for (var i = 0u; i < 8u; i += 1u) {
      let off = (*values)[i] * steps - codes_of((*values)[i] * steps);
      squares += dot(off, off);
    }
    // In steps of the first scale, which are neither too large nor too small to be squared.
    first = select(first, steps, n == 0u);
    let error = squares * (scale * first) * (scale * first);
    if (n == 0u || error < least) {
      best = scale;
      least = error;
    }
  }
  return best;
}

// Cut to bf16, and to where codes and products are exact.
fn within(bits: u32, most: u32) -> u32 {
  return (bits & sign) | clamp(bits & 0x7fff0000u, smallest_scale, most);
}

fn codes_of(steps: vec4f) -> vec4f {
  if (is_q4()) {
    return clamp(round(steps), vec4f(-8f), vec4f(7f));
  }
  return clamp(round(steps), vec4f(-127f), vec4f(127f));
}

// Writes the codes of a block, four eights from `first` on, into the superblock that begins at word `to`; returns the sums of
// squared errors and of squares, of values times `power`.
fn encode(values: ptr<function, array<vec4f, 8>>, scale: f32, power: f32, exists: bool, to: u32, first: u32) -> vec2f {
  let steps = 1f / scale;
  var squares = vec2f();
  var lower = 0u;
  for (var n = 0u; n < 8u; n += 1u) {
    let value = (*values)[n];
    let codes = codes_of(value * steps);
    let off = (value - codes * scale) * power;
    squares += vec2f(dot(off, off), dot(value * power, value * power));
    let word = in_order(vec4<u32>(vec4<i32>(codes) + select(128, 8, is_q4())));
    let eight = first + n / 2u;
    if (exists && !is_q4()) {
      blocks[to + eight % 16u * 4u + eight / 16u * 2u + n % 2u] = word;
    }
    if (exists && is_q4() && n % 2u == 1u) {
      blocks[to + eight % 8u * 4u + eight / 8u] = lower | (word << 16u);
    }
    lower = word;
  }
  return squares;
}

fn in_order(four: vec4<u32>) -> u32 {
  let bits = select(8u, 4u, is_q4());
  return four.x | (four.y << bits) | (four.z << (2u * bits)) | (four.w << (3u * bits));
}

// The power of two that brings `bits` of a positive value to between 1 and 2, as far as it is a normal number.
fn inverse_power(bits: u32) -> f32 {
  return bitcast<f32>((254u - clamp(bits >> 23u, 1u, 253u)) << 23u);
}

// Every so many sums into the first of them, `step` apart.
fn add_up(local: u32, count: u32, step: u32) {
  if (local % count == 0u) {
    for (var n = step; n < count; n += step) {
      block_sums[local] += block_sums[local + n];
    }
  }
}
