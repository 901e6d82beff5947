// Attention of a few tokens whose keys and values the cache holds, each in the order of attention_lanes.wgsl. With `rotate`, q is as
// projected, and every split normalises and rotates it again.
// Shapes: q [tokens, heads, head_dim], cache [capacity, cache_heads, head_vectors] twice -> parts [tokens, heads, splits, head_vectors + 1].
// needs: token_lanes, token_parts
@compute @workgroup_size(group_size)
fn attention_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let groups_each = (query_group + heads_each - 1u) / heads_each;
  let own_token = group.x / (groups_each * cache_heads);
  token = own_token;
  let key_head = first_key_head + group.x / groups_each % cache_heads;
  let first_in_group = group.x % groups_each * heads_each;
  let first_head = /*@query_head*/ key_head * query_group + first_in_group /*@*/;
  let lane = local % lanes;
  let own_place = local / lanes;
  let places = group_size / lanes; // positions that a workgroup works on at once
  let position = batch.start + own_token;
  let positions = /*@filled_end*/ position + 1u /*@*/;
  let splits = splits_of(positions);
  // Only the last token is sure to have all splits.
  if (group.y >= splits) {
    return;
  }

  var query_a = token_head(first_head, lane);
  var query_b = token_head(/*@second_query_head*/ min(first_head + 1u, (key_head + 1u) * query_group - 1u) /*@*/, lane);
  let each = (positions + splits - 1u) / splits;
  let first = min(group.y * each, positions);
  let count = min(each, positions - first);
  // Places beyond the last position load that one again and do not count it: the loads need no condition.
  let last = max(count, 1u) - 1u;
  let step = cache_heads * head_vectors;
  let slot = cache_slot(first, key_head) + lane;
  var key = cached(slot + min(own_place, last) * step);
  var value = cached(params.values_first + slot + min(own_place, last) * step);
  if (rotate == 1u) {
    let gain = gains_from(0u, lane);
    let turns = token_turns(lane);
    query_a = rotated(query_a, gain, turns);
    if (heads_each > 1u) {
      query_b = rotated(query_b, gain, turns);
    }
  }
  query_a = scaled(query_a, params.scale);
  query_b = scaled(query_b, params.scale);

  var seen_a = Seen(lowest, 0f, Head());
  var seen_b = seen_a;
  for (var begun = 0u; begun < count; begun += places) {
    let place = begun + own_place;
    let inside = /*@causal_mask*/ place < count /*@*/;
    // The next position's loads are in flight while this one is computed.
    let next = slot + min(place + places, last) * step;
    let next_key = cached(next);
    let next_value = cached(params.values_first + next);
    seen_a = with_position(seen_a, query_a, key, value, inside);
    if (heads_each > 1u) {
      seen_b = with_position(seen_b, query_b, key, value, inside);
    }
    key = next_key;
    value = next_value;
  }

  write_seen(0u, seen_a, local);
  if (heads_each > 1u) {
    write_seen(1u, seen_b, local);
  }
  workgroupBarrier();
  let before = parts_before(kv_heads * query_group);
  for (var n = local; n < min(heads_each, query_group - first_in_group) * head_vectors; n += group_size) {
    let merged = merge(n / head_vectors, n % head_vectors);
    let head = /*@output_head*/ first_head + n / head_vectors /*@*/;
    let part = (before + head * splits + group.y) * (head_vectors + 1u);
    parts[part + n % head_vectors] = merged.sum;
    if (n % head_vectors == 0u) {
      parts[part + head_vectors] = vec4f(merged.top, merged.total, 0f, 0f);
    }
  }
}
