// Attention of one token, for adapters with subgroups. A workgroup computes one split of the positions for a key head and one or two of its
// query heads, as in attention_split.wgsl. The softmax is online. Nothing waits for a barrier until teams are merged; a team is
// `subgroup_lanes` invocations.
// Shapes: as those of attention_split.wgsl.
// needs: lanes
@compute @workgroup_size(group_size)
fn attention_lanes(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let groups_each = (query_group + heads_each - 1u) / heads_each;
  let key_head = first_key_head + group.x / groups_each;
  let first_in_group = group.x % groups_each * heads_each;
  let first_head = /*@query_head*/ key_head * query_group + first_in_group /*@*/;
  let lane = local % lanes;
  let own_place = local / lanes;
  let places = group_size / lanes; // positions that a workgroup works on at once

  // All loads are issued before any arithmetic, those that do not depend on the batch first.
  var query_a = query(first_head, lane);
  // If query_group is odd, the last head has no second one and is computed twice.
  var query_b = query(/*@second_query_head*/ min(first_head + 1u, (key_head + 1u) * query_group - 1u) /*@*/, lane);
  var new_key: Head;
  var new_value: Head;
  var query_gains: Head;
  var key_gains: Head;
  if (rotate == 1u) {
    let at = key_head * head_vectors + lane;
    new_key = Head(k[at], k[at + lanes], k[at + 2u * lanes], k[at + 3u * lanes]);
    new_value = Head(v[at], v[at + lanes], v[at + 2u * lanes], v[at + 3u * lanes]);
    query_gains = gains_from(0u, lane);
    key_gains = gains_from(k_gain_first, lane);
  }
  let positions = batch.start + 1u;
  let splits = splits_of(positions);
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
    let turns = turns_of(lane);
    new_key = as_cached(rotated(new_key, key_gains, turns));
    new_value = as_cached(new_value);
    query_a = rotated(query_a, query_gains, turns);
    if (heads_each > 1u) {
      query_b = rotated(query_b, query_gains, turns);
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
    if (rotate == 1u && begun + places >= count && first + last == batch.start) {
      key = either(key, new_key, /*@own_position*/ place >= last /*@*/);
      value = either(value, new_value, /*@own_position*/ place >= last /*@*/);
      if (place == last && first_in_group == 0u) {
        let own_slot = cache_slot(/*@cache_position*/ batch.start /*@*/, key_head) + lane;
        append(own_slot, new_key);
        append(params.values_first + own_slot, new_value);
      }
    }
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
  for (var n = local; n < min(heads_each, query_group - first_in_group) * head_vectors; n += group_size) {
    let merged = merge(n / head_vectors, n % head_vectors);
    let part = ((/*@output_head*/ first_head + n / head_vectors /*@*/) * splits + group.y) * (head_vectors + 1u);
    parts[part + n % head_vectors] = merged.sum;
    if (n % head_vectors == 0u) {
      parts[part + head_vectors] = vec4f(merged.top, merged.total, 0f, 0f);
    }
  }
}
