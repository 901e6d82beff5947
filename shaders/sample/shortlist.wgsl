// Where few tokens can be drawn they are listed in workgroup memory, and every one compares itself with all: three barriers,
// where a selection by bins takes some at every digit. In any order, as all sums are exact.
// needs: candidates
// expects: fn draw(id: u32)
const listed_most = 256u;
var<workgroup> listed: array<vec4<u32>, listed_most>; // key, id, weight
var<workgroup> listed_counter: atomic<u32>;
// The weight of all tokens that come before one in top-p's order; `dropped` where top-k drops it.
var<workgroup> ahead: array<vec2<u32>, listed_most>;
const dropped = vec2<u32>(0xffffffffu, 0xffffffffu);

// Lists the tokens of `range`, after find_live. Not more than `listed_most`, and counts little further.
fn list_tokens(local: u32, row: u32, range: Range, top: u32) {
  let lanes = min(32u, group_size);
  let found = atomicLoad(&live_counter);
  for (var i = local / lanes; i < found; i += group_size / lanes) {
    let end = (live[i] + 1u) * block;
    for (var id = live[i] * block + local % lanes; id < end; id += 4u * lanes) {
      let ids = id + lanes * vec4<u32>(0u, 1u, 2u, 3u);
      let keys = keys_at(row, ids);
      for (var n = 0u; n < 4u; n += 1u) {
        if (taken(range, keys[n], ids[n], top) && atomicLoad(&listed_counter) <= listed_most) {
          let place = atomicAdd(&listed_counter, 1u);
          if (place < listed_most) {
            listed[place] = vec4<u32>(keys[n], ids[n], weight_at(depth_of(keys[n], top)));
          }
        }
      }
    }
  }
}

// Draws from the first `count` of the list. `sum` is what top-p is a share of, unless top-k says so.
fn draw_listed(local: u32, count: u32, sum: vec2<u32>, top: u32) {
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
    ahead[i] = select(before, dropped, drawing.top_k != 0u && better >= drawing.top_k);
  }
  workgroupBarrier();
  var mass = sum;
  if (drawing.top_k != 0u && drawing.top_p != 0u) {
    mass = vec2<u32>();
    for (var j = 0u; j < count; j += 1u) {
      mass = wide_add(mass, select(listed[j].zw, vec2<u32>(), all(ahead[j] == dropped)));
    }
  }
  let goal = wide_share(mass, drawing.top_p);
  workgroupBarrier();
  for (var i = local; i < count; i += group_size) {
    let reached = drawing.top_p != 0u && !wide_less(ahead[i], goal);
    if (all(ahead[i] == dropped) || reached || depth_of(listed[i].x, top) > drawing.least_depth) {
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
    let goal = wide_share(total, drawing.random);
    if (!wide_less(goal, before) && wide_less(goal, wide_add(before, own.zw))) {
      draw(own.y);
    }
  }
}
