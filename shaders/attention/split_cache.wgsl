enable f16;
enable subgroups;
// Splits the keys or the values of a piece of the cache into f16, of all positions of a batch and before it, for attention_matrices.wgsl. A
// workgroup takes 64 positions of a head, which share a power of two. A subgroup of 32 reads heads of 128, a vec4 an invocation.
// Shapes: cache [capacity, cache_heads, 128] -> rows_f16, high and low parts, [2, cache_heads, padded, 128] and scales [cache_heads, padded / 64],
// where `padded` is capacity rounded up to whole workgroups.
// needs: batch, f16_rows, cache_four
struct Params {
  cache_heads: u32, // key heads in the piece
  padded: u32,
  low_first: u32, // vec4s before the low parts
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> cache: array<CacheFour>;
@group(0) @binding(2) var<storage, read_write> rows_f16: array<vec4<f16>>;
@group(0) @binding(3) var<storage, read_write> scales: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32; // 256
override transposed: u32; // 1 for values: a matrix has its columns one after the other

const lanes = 32u;
const positions = 64u;

var<workgroup> largest_of: array<f32, group_size / lanes>;

@compute @workgroup_size(group_size)
fn split_cache(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % lanes;
  let subgroup = local / lanes;
  let subgroups = group_size / lanes;
  let key_head = group.x;
  let first = group.y * positions;
  var largest = 0f;
  for (var n = subgroup; n < positions; n += subgroups) {
    let size = abs(cached(key_head, first + n, lane));
    largest = max(largest, max(max(size.x, size.y), max(size.z, size.w)));
  }
  largest = subgroupMax(largest);
  if (lane == 0u) {
    largest_of[subgroup] = largest;
  }
  workgroupBarrier();
  for (var n = 0u; n < subgroups; n += 1u) {
    largest = max(largest, largest_of[n]);
  }
  let power = power_for(largest);
  for (var n = subgroup; n < positions; n += subgroups) {
    if (transposed == 1u) {
      let position = first + n / 4u * 4u;
      let column = n % 4u * lanes + lane;
      var value: vec4f;
      for (var i = 0u; i < 4u; i += 1u) {
        value[i] = cached(key_head, position + i, column / 4u)[column % 4u];
      }
      let to = f16_index(key_head * params.padded + position / 16u * 16u + column % 16u, column / 16u * 16u + position % 16u);
      write_split(to / 4u, params.low_first, value * power);
    } else {
      let to = f16_index(key_head * params.padded + first + n, lane / 2u * 8u) / 4u + lane % 2u;
      write_split(to, params.low_first, cached(key_head, first + n, lane) * power);
    }
  }
  if (local == 0u) {
    scales[(key_head * params.padded + first) / positions] = inverse(power);
  }
}

// A vec4 of a key or value. Positions beyond the batch are stale and become 0.
fn cached(key_head: u32, position: u32, vector: u32) -> vec4f {
  if (position >= /*@filled_end*/ batch.start + batch.tokens /*@*/) {
    return vec4f();
  }
  return widened(cache[(position * params.cache_heads + key_head) * lanes + vector]);
}
