// What attention by lanes is made of: heads, their rotation, and a query head over the positions that a workgroup sees. `lanes` neighbouring
// invocations share a position, so a subgroup works on several positions at once and a score takes few exchanges between registers.
// Every value that an invocation holds has a name and is no array: arrays went to memory on an NVIDIA H200 (driver 580.159.04), which took
// 37.7 us per layer of Qwen3-0.6B at 4,096 positions instead of 17.7.
// Shapes: as those of attention_split.wgsl.
// needs: subgroups, batch, weight, splits, key_heads, cache_four, merge_teams
// limit: 1 <= heads_each <= 2
struct Params {
  values_first: u32, // vec4s before the values in the cache
  scale: f32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<vec4f>;
@group(0) @binding(2) var<storage, read> k: array<vec4f>;
@group(0) @binding(3) var<storage, read> v: array<vec4f>;
@group(0) @binding(4) var<storage, read> gains: array<u32>;
@group(0) @binding(5) var<storage, read> rotations: array<vec4f>; // (cos, sin) of two pairs
@group(0) @binding(6) var<storage, read_write> cache: array<CacheFour>;
@group(0) @binding(7) var<storage, read_write> parts: array<vec4f>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32;
override subgroup_lanes: u32; // the smallest subgroup of this adapter
override lanes: u32; // a power of two, at most subgroup_lanes
override head_dim: u32; // 16 * lanes
override query_group: u32; // query heads per key head
override heads_each: u32; // query heads per workgroup
override k_gain_first: u32; // elements before the K-norm's gains in the pack
override rotate: u32; // 1: q and k come as projected, and k and v are appended to the cache
override head_vectors = 4u * lanes; // vec4s per head
override query_heads = heads_each;
override teams = group_size / subgroup_lanes;

const lowest = -3.4e38f;

// The vec4s of a head that an invocation holds: every `lanes`-th, from `lane` on. It holds both elements of each rotary pair.
struct Head {
  a: vec4f,
  b: vec4f,
  c: vec4f,
  d: vec4f,
}

// A query head over the positions seen so far.
struct Seen {
  top: f32, // the largest score
  total: f32, // sum of exp(score - top)
  sum: Head, // sum of exp(score - top) * value
}

fn cached(at: u32) -> Head {
  return Head(widened(cache[at]), widened(cache[at + lanes]), widened(cache[at + 2u * lanes]), widened(cache[at + 3u * lanes]));
}

fn append(at: u32, head: Head) {
  cache[at] = held(head.a);
  cache[at + lanes] = held(head.b);
  cache[at + 2u * lanes] = held(head.c);
  cache[at + 3u * lanes] = held(head.d);
}

// A head as the cache gives it back.
fn as_cached(head: Head) -> Head {
  return Head(widened(held(head.a)), widened(held(head.b)), widened(held(head.c)), widened(held(head.d)));
}

fn query(head: u32, lane: u32) -> Head {
  let at = head * head_vectors + lane;
  return Head(q[at], q[at + lanes], q[at + 2u * lanes], q[at + 3u * lanes]);
}

fn scaled(head: Head, by: f32) -> Head {
  return Head(head.a * by, head.b * by, head.c * by, head.d * by);
}

fn product(x: Head, y: Head) -> f32 {
  return dot(x.a, y.a) + dot(x.b, y.b) + dot(x.c, y.c) + dot(x.d, y.d);
}

// x + share * y
fn plus(x: Head, share: f32, y: Head) -> Head {
  return Head(x.a + share * y.a, x.b + share * y.b, x.c + share * y.c, x.d + share * y.d);
}

fn either(x: Head, y: Head, second: bool) -> Head {
  return Head(select(x.a, y.a, second), select(x.b, y.b, second), select(x.c, y.c, second), select(x.d, y.d, second));
}

fn lane_sum(value: f32) -> f32 {
  var sum = value;
  for (var mask = lanes / 2u; mask > 0u; mask /= 2u) {
    sum += subgroupShuffleXor(sum, mask);
  }
  return sum;
}

fn gains_from(first: u32, lane: u32) -> Head {
  return Head(
    gain_four(first + lane * 4u), gain_four(first + (lane + lanes) * 4u),
    gain_four(first + (lane + 2u * lanes) * 4u), gain_four(first + (lane + 3u * lanes) * 4u),
  );
}

fn gain_four(first: u32) -> vec4f {
  return vec4f(gain_at(first), gain_at(first + 1u), gain_at(first + 2u), gain_at(first + 3u));
}

fn gain_at(index: u32) -> f32 {
  return /*@qk_gain*/ widen(gains[word_index(index)], index) /*@*/;
}

// The rotation at the batch's position: an invocation's first two vec4s are paired with its last two.
struct Turns {
  cosines_a: vec4f,
  sines_a: vec4f,
  cosines_b: vec4f,
  sines_b: vec4f,
}

fn turns_of(lane: u32) -> Turns {
  let turn = /*@rope_position*/ batch.start /*@*/ * head_vectors + lane * 2u;
  /*@rotation*/ let a = rotations[turn];
  let b = rotations[turn + 1u];
  let c = rotations[turn + 2u * lanes];
  let d = rotations[turn + 2u * lanes + 1u]; /*@*/
  return /*@pair_turns*/ Turns(vec4f(a.xz, b.xz), vec4f(a.yw, b.yw), vec4f(c.xz, d.xz), vec4f(c.yw, d.yw)) /*@*/;
}

// A head, normalised and rotated.
fn rotated(projected: Head, gain: Head, turns: Turns) -> Head {
  let squares = /*@norm_squares*/ lane_sum(product(projected, projected)) /*@*/;
  let normed = /*@normed*/ scaled(projected, inverseSqrt(squares / f32(head_dim) + params.eps)) /*@*/;
  let own = Head(normed.a * gain.a, normed.b * gain.b, normed.c * gain.c, normed.d * gain.d);
  return /*@rotation_pair*/ Head(
    own.a * turns.cosines_a - own.c * turns.sines_a, own.b * turns.cosines_b - own.d * turns.sines_b,
    own.c * turns.cosines_a + own.a * turns.sines_a, own.d * turns.cosines_b + own.b * turns.sines_b,
  ) /*@*/;
}

// Adds one position, if it is `inside` the split.
fn with_position(seen: Seen, query: Head, key: Head, value: Head, inside: bool) -> Seen {
  let score = select(lowest, lane_sum(product(query, key)), inside);
  let top = /*@softmax_max*/ max(seen.top, score) /*@*/;
  let share = select(0f, exp(score - top), inside);
  let rescale = exp(seen.top - top);
  return Seen(top, seen.total * rescale + share, plus(scaled(seen.sum, rescale), share, value));
}

// Merges what the lanes of a team with the same vec4s have seen, and writes it for the merge of teams.
fn write_seen(head: u32, seen: Seen, local: u32) {
  var top = seen.top;
  for (var mask = lanes; mask < subgroup_lanes; mask *= 2u) {
    top = max(top, subgroupShuffleXor(top, mask));
  }
  let rescale = exp(seen.top - top);
  var total = seen.total * rescale;
  var sum = scaled(seen.sum, rescale);
  for (var mask = lanes; mask < subgroup_lanes; mask *= 2u) {
    total += subgroupShuffleXor(total, mask);
    sum.a += subgroupShuffleXor(sum.a, mask);
    sum.b += subgroupShuffleXor(sum.b, mask);
    sum.c += subgroupShuffleXor(sum.c, mask);
    sum.d += subgroupShuffleXor(sum.d, mask);
  }
  let lane = local % subgroup_lanes;
  let team = local / subgroup_lanes;
  if (lane < lanes) {
    write_share(head, team, lane, Merged(top, total, sum.a));
    write_share(head, team, lane + lanes, Merged(top, total, sum.b));
    write_share(head, team, lane + 2u * lanes, Merged(top, total, sum.c));
    write_share(head, team, lane + 3u * lanes, Merged(top, total, sum.d));
  }
}
