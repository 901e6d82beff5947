// If few tokens can be sampled, they are listed in workgroup memory and each is compared with all: that takes three barriers, where a
// selection by bins takes some for every digit. Sums are exact, so the order does not matter.
// needs: candidates
// expects: fn accept(id: u32)
const max_listed = 256u;
var<workgroup> listed: array<vec4<u32>, max_listed>; // key, id, weight
var<workgroup> listed_counter: atomic<u32>;
// The weight of all tokens before one in the order of top-p, or `dropped` if top-k drops it.
var<workgroup> ahead: array<vec2<u32>, max_listed>;
const dropped = vec2<u32>(0xffffffffu, 0xffffffffu);

// Lists the tokens of `range`, at most `max_listed`, and counts little further. Comes after find_candidates.
fn list_tokens(local: u32, row: u32, range: Range, top: u32) {
  let lanes = min(32u, group_size);
  let found = atomicLoad(&candidate_counter);
  for (var i = local / lanes; i < found; i += group_size / lanes) {
    let end = (candidates[i] + 1u) * block;
    for (var id = candidates[i] * block + local % lanes; id < end; id += 4u * lanes) {
      let ids = id + lanes * vec4<u32>(0u, 1u, 2u, 3u);
      let keys = keys_at(row, ids);
      for (var n = 0u; n < 4u; n += 1u) {
        if (taken(range, keys[n], ids[n], top) && atomicLoad(&listed_counter) <= max_listed) {
          let place = atomicAdd(&listed_counter, 1u);
          if (place < max_listed) {
            listed[place] = vec4<u32>(keys[n], ids[n], weight_at(depth_of(keys[n], top)));
          }
        }
      }
    }
  }
}

// Samples from the first `count` of the list. top-p is a share of `sum` or, with top-k, of what passes top-k.
fn sample_listed(local: u32, count: u32, sum: vec2<u32>, top: u32) {
  for (var i = local; i < count; i += group_size) {
    let own = listed[i];
    var better = 0u;
    var before = vec2<u32>();
    for (var j = 0u; j < count; j += 1u) {
      let other = listed[j];
      better += select(0u, 1u, other.x > own.x);
      if (other.x > own.x || (other.x == own.x && other.y < own.y)) {
        before = wide_add(before, other.zw);
      }
    }
    ahead[i] = select(before, dropped, sampling.top_k != 0u && better >= sampling.top_k);
  }
  workgroupBarrier();
  var mass = sum;
  if (sampling.top_k != 0u && sampling.top_p != 0u) {
    mass = vec2<u32>();
    for (var j = 0u; j < count; j += 1u) {
      mass = wide_add(mass, select(listed[j].zw, vec2<u32>(), all(ahead[j] == dropped)));
    }
  }
  let goal = wide_share(mass, sampling.top_p);
  workgroupBarrier();
  for (var i = local; i < count; i += group_size) {
    let reached = sampling.top_p != 0u && !wide_less(ahead[i], goal);
    if (all(ahead[i] == dropped) || reached || depth_of(listed[i].x, top) > sampling.max_depth) {
      listed[i] = vec4<u32>(listed[i].xy, 0u, 0u);
    }
  }
  workgroupBarrier();
  for (var i = local; i < count; i += group_size) {
    let own = listed[i];
    var total = vec2<u32>();
    var before = vec2<u32>();
    for (var j = 0u; j < count; j += 1u) {
      let other = listed[j];
      total = wide_add(total, other.zw);
      before = wide_add(before, select(vec2<u32>(), other.zw, other.y < own.y));
    }
    let goal = wide_share(total, sampling.random);
    if (!wide_less(goal, before) && wide_less(goal, wide_add(before, own.zw))) {
      accept(own.y);
    }
  }
}
