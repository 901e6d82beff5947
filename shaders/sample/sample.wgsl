// Samples the next token in one workgroup, after sample_parts.wgsl, as src/model/sampling/sampler.ts defines it, and makes `batch` that
// token's. Weights are integers relative to the best, and all their sums are exact: only exp2 and its argument round.
// A lower bound on the keys that can be sampled usually limits the search to a few blocks, and to a list short enough to compare every token
// with every other. Otherwise top-k, top-p and the token are each found digit by digit.
// Shapes: logits [rows, width], as bits, parts (key, id, weight, 0) [count] -> ids [1], and a bit of seen.
// needs: batch, shortlist
// limit: 128 <= block <= 512
struct Params {
  width: u32,
  every_row: u32, // 1 if every token of the batch has logits, 0 if only the last has
  count: u32, // parts, at most `bins`
}

@group(0) @binding(0) var<storage, read_write> batch: Batch;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read> sampling: SamplingParams;
@group(0) @binding(3) var<storage, read> parts: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> seen: array<u32>;
@group(0) @binding(5) var<storage, read_write> ids: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32; // a power of two
override block: u32; // a multiple of 128

const digit = 9u; // bits, a bin for each value
const none = 0xffffffffu;
const any_depth = 3e38f;
var<workgroup> top_key: atomic<u32>;
var<workgroup> top_id: atomic<u32>; // the complement of the id
var<workgroup> top_shared: vec2<u32>;
var<workgroup> count_shared: u32;

fn was_seen(id: u32) -> bool {
  return (seen[id / 32u] & (1u << (id % 32u))) != 0u;
}

fn accept(id: u32) {
  ids[0] = id;
  batch = following(batch);
  if (id != none) {
    seen[id / 32u] |= 1u << (id % 32u);
  }
}

// The best (key, id).
fn best_of_parts(local: u32) -> vec2<u32> {
  var own = vec2<u32>(0u, none);
  for (var i = local; i < params.count; i += group_size) {
    own = better(own, parts[i].xy);
  }
  if (own.x != 0u) {
    atomicMax(&top_key, own.x);
  }
  workgroupBarrier();
  if (own.x != 0u && own.x == atomicLoad(&top_key)) {
    atomicMax(&top_id, ~own.y);
  }
  workgroupBarrier();
  if (local == 0u) {
    top_shared = vec2<u32>(atomicLoad(&top_key), ~atomicLoad(&top_id));
  }
  return workgroupUniformLoad(&top_shared);
}

// The key at which the running sum of weights or of tokens, from the best down, passes its goal.
struct Selected {
  key: u32,
  passed: u32,
  before: vec2<u32>,
  at: vec2<u32>,
}

// Comes after find_candidates. With fewer digits than a key has, the result is not above the exact key.
fn select_key(local: u32, row: u32, range: Range, top: u32, digits: u32, counting: bool, goal: vec2<u32>) -> Selected {
  var selected = Selected(range.low, 0u, vec2<u32>(), vec2<u32>());
  var shift = 32u - countLeadingZeros(top - range.low);
  var span = none;
  var base = 0u;
  for (var n = 0u; n < digits; n += 1u) {
    shift = select(0u, shift - digit, shift > digit);
    clear_bins(local);
    add_keys(local, row, range, top, base, span, shift, counting);
    sum_bins(local);
    let found = pass_goal(local, wide_sub(goal, selected.before));
    if (found.passed == 0u) {
      return selected;
    }
    base += found.bin << shift;
    span = 1u << shift;
    selected.before = wide_add(selected.before, found.before);
    selected.at = found.at;
    if (shift == 0u) {
      break;
    }
  }
  selected.key = top - min(top - range.low, base + (span - 1u));
  selected.passed = 1u;
  return selected;
}

// A key that at least `top_k` blocks reach, so the `top_k`-th largest token reaches it; `low` if there are fewer blocks.
fn bound_top_k(local: u32, low: u32, top: u32) -> u32 {
  let bits = 32u - countLeadingZeros(top - low);
  let shift = select(0u, bits - digit, bits > digit);
  clear_bins(local);
  for (var i = local; i < params.count; i += group_size) {
    if (parts[i].x >= low) {
      add_to_bin((top - parts[i].x) >> shift, vec2<u32>(1u, 0u));
    }
  }
  sum_bins(local);
  let found = pass_goal(local, vec2<u32>(sampling.top_k - 1u, 0u));
  return select(low, top - min(top - low, (found.bin << shift) + ((1u << shift) - 1u)), found.passed == 1u);
}

// The id at which the running sum over `range`, in the order of ids, passes its goal. If `random`, the goal is a random share of the sum.
fn select_id(local: u32, row: u32, range: Range, top: u32, whole: bool, random: bool, goal: vec2<u32>) -> u32 {
  clear_bins(local);
  if (whole) {
    add_parts(local, top);
  } else {
    add_blocks(local, row, range, top);
  }
  let sum = sum_bins(local);
  var rest = goal;
  if (random) {
    rest = wide_share(sum, sampling.random);
  }
  let in_block = pass_goal(local, rest);
  clear_bins(local);
  add_block(local, row, range, top, in_block.bin);
  sum_bins(local);
  // The sums of sample_parts.wgsl are rounded. If one is just above the block's exact sum, the block's last token is meant.
  return in_block.bin * block + pass_goal(local, wide_sub(rest, in_block.before)).bin;
}

// For more tokens than the list holds: `range` has all that top-k and top-p may keep.
fn select_in_bins(local: u32, row: u32, all: Range, top: u32, sum: vec2<u32>) -> u32 {
  var range = all;
  if (sampling.top_k != 0u) {
    range.low = select_key(local, row, range, top, 4u, true, vec2<u32>(sampling.top_k - 1u, 0u)).key;
  }
  if (sampling.top_p != 0u) {
    var mass = sum;
    if (sampling.top_k != 0u) {
      clear_bins(local);
      add_blocks(local, row, range, top);
      mass = sum_bins(local);
    }
    let goal = wide_sub(wide_share(mass, sampling.top_p), vec2<u32>(1u, 0u));
    let cut = select_key(local, row, range, top, 4u, false, goal);
    range.low = cut.key;
    if (cut.passed == 1u && any(cut.at != weight_at(depth_of(cut.key, top)))) {
      let ties = Range(cut.key, cut.key, 0u, 0u, any_depth);
      range.last = select_id(local, row, ties, top, false, false, wide_sub(goal, cut.before));
      range.cut = cut.key;
    }
  }
  range.depth = sampling.max_depth;
  return select_id(local, row, range, top, false, true, vec2<u32>());
}

@compute @workgroup_size(group_size)
fn sample(@builtin(local_invocation_index) local: u32) {
  let row = select(0u, batch.tokens - 1u, params.every_row == 1u) * params.width;
  let best = best_of_parts(local);
  if (sampling.greedy == 1u || best.x == 0u) {
    if (local == 0u) {
      accept(select(none, best.y, best.x != 0u));
    }
    return;
  }

  let top = best.x;
  let cuts_k = sampling.top_k != 0u;
  let cuts_p = sampling.top_p != 0u;
  // Top-p is a share of the tokens that pass top-k, before min-p.
  let early = !(cuts_k && cuts_p);
  var range = Range(0u, top, 0u, 0u, select(any_depth, sampling.max_depth, early));
  let tail = select(deepest, min(deepest, sampling.tail_depth), cuts_p && !cuts_k);
  range.low = key_at_depth(min(tail, range.depth), top);
  if (early && !cuts_k && !cuts_p && sampling.max_depth >= deepest) {
    let id = select_id(local, row, range, top, true, true, vec2<u32>());
    if (local == 0u) {
      accept(id);
    }
    return;
  }

  var sum = vec2<u32>();
  if (cuts_k) {
    range.low = bound_top_k(local, range.low, top);
  } else if (cuts_p) {
    clear_bins(local);
    add_parts(local, top);
    sum = sum_bins(local);
  }
  find_candidates(local, range.low);
  if (cuts_p && !cuts_k && params.width > max_listed) {
    let goal = wide_sub(wide_share(sum, sampling.top_p), vec2<u32>(1u, 0u));
    range.low = select_key(local, row, range, top, 1u, false, goal).key;
    find_candidates(local, range.low);
  }
  list_tokens(local, row, range, top);
  workgroupBarrier();
  if (local == 0u) {
    count_shared = atomicLoad(&listed_counter);
  }
  let count = workgroupUniformLoad(&count_shared);
  if (count <= max_listed) {
    sample_listed(local, count, sum, top);
    return;
  }
  let id = select_in_bins(local, row, range, top, sum);
  if (local == 0u) {
    accept(id);
  }
}
