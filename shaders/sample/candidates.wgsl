// The blocks with candidates, in workgroup memory, and passes over their tokens that fill bins. Neighbouring lanes read neighbouring tokens,
// four each before the first is used, so that loads do not wait for each other.
// needs: bins, score
// expects: override group_size: u32
// expects: override block: u32
// expects: params.width: u32
// expects: params.count: u32
// expects: var<storage, read> parts: array<vec4<u32>>
var<workgroup> candidates: array<u32, bins>;
var<workgroup> candidate_counter: atomic<u32>;

// The tokens of a pass: those with keys from `low` to `high` that are at most `depth` deep. Of key `cut`, only ids up to `last`.
struct Range {
  low: u32,
  high: u32,
  cut: u32,
  last: u32,
  depth: f32,
}

fn taken(range: Range, key: u32, id: u32, top: u32) -> bool {
  let within = key >= range.low && key <= range.high && (key != range.cut || id <= range.last);
  return within && depth_of(key, top) <= range.depth;
}

// Lists the blocks whose best key is at least `low`.
fn find_candidates(local: u32, low: u32) {
  workgroupBarrier();
  if (local == 0u) {
    atomicStore(&candidate_counter, 0u);
  }
  workgroupBarrier();
  for (var i = local; i < params.count; i += group_size) {
    if (parts[i].x >= low) {
      candidates[atomicAdd(&candidate_counter, 1u)] = i;
    }
  }
  workgroupBarrier();
}

fn key_at(row: u32, id: u32) -> u32 {
  if (id >= params.width) {
    return 0u;
  }
  return score_key(row, id);
}

fn keys_at(row: u32, ids: vec4<u32>) -> vec4<u32> {
  return vec4<u32>(key_at(row, ids.x), key_at(row, ids.y), key_at(row, ids.z), key_at(row, ids.w));
}

// Fills bins by distance from the best key: a bin spans 2^shift, and bins begin at `base` and end below `base + span`.
fn add_keys(local: u32, row: u32, range: Range, top: u32, base: u32, span: u32, shift: u32, counting: bool) {
  let lanes = min(32u, group_size);
  let found = atomicLoad(&candidate_counter);
  for (var i = local / lanes; i < found; i += group_size / lanes) {
    let end = (candidates[i] + 1u) * block;
    for (var id = candidates[i] * block + local % lanes; id < end; id += 4u * lanes) {
      let ids = id + lanes * vec4<u32>(0u, 1u, 2u, 3u);
      let keys = keys_at(row, ids);
      for (var n = 0u; n < 4u; n += 1u) {
        let distance = top - keys[n] - base;
        if (taken(range, keys[n], ids[n], top) && top - keys[n] >= base && distance < span) {
          let weight = weight_at(depth_of(keys[n], top));
          add_to_bin(distance >> shift, select(weight, vec2<u32>(1u, 0u), counting));
        }
      }
    }
  }
}

// Fills a bin for each block.
fn add_blocks(local: u32, row: u32, range: Range, top: u32) {
  let lanes = min(32u, group_size);
  let found = atomicLoad(&candidate_counter);
  for (var i = local / lanes; i < found; i += group_size / lanes) {
    let end = (candidates[i] + 1u) * block;
    var sum = vec2<u32>();
    for (var id = candidates[i] * block + local % lanes; id < end; id += 4u * lanes) {
      let ids = id + lanes * vec4<u32>(0u, 1u, 2u, 3u);
      let keys = keys_at(row, ids);
      for (var n = 0u; n < 4u; n += 1u) {
        if (taken(range, keys[n], ids[n], top)) {
          sum = wide_add(sum, weight_at(depth_of(keys[n], top)));
        }
      }
    }
    add_to_bin(candidates[i], sum);
  }
}

// Fills a bin for each block with what sample_parts.wgsl summed, all tokens included. A block counts if its best has a weight.
fn add_parts(local: u32, top: u32) {
  for (var i = local; i < params.count; i += group_size) {
    let depth = depth_of(max(parts[i].x, 1u), top);
    if (parts[i].x != 0u && depth < deepest - 1f) {
      add_to_bin(i, fixed(bitcast<f32>(parts[i].z) * exp2(-depth)));
    }
  }
}

// Fills a bin for each token of one block.
fn add_block(local: u32, row: u32, range: Range, top: u32, which: u32) {
  for (var i = local; i < block; i += group_size) {
    let id = which * block + i;
    let key = key_at(row, id);
    if (taken(range, key, id, top)) {
      add_to_bin(i, weight_at(depth_of(key, top)));
    }
  }
}
