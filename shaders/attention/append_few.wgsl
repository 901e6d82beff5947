// Normalises and rotates the keys of a few tokens, and appends keys and values to the cache: a token of a few attends to others of them, so
// all are there before attention_few.wgsl begins. `lanes` invocations take a key head of a token.
// Shapes: k and v [tokens, kv_heads, head_dim] -> a piece of the layer's cache, at the batch's positions.
// needs: token_lanes
@compute @workgroup_size(group_size)
fn append_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let lane = local % lanes;
  let place = group.x * (group_size / lanes) + local / lanes;
  // Places beyond the last head of the last token take it again and write nothing: every invocation exchanges values.
  let at = min(place, batch.tokens * cache_heads - 1u);
  token = at / cache_heads;
  let key_head = first_key_head + at % cache_heads;
  let first = (token * kv_heads + key_head) * head_vectors + lane;
  let key = Head(k[first], k[first + lanes], k[first + 2u * lanes], k[first + 3u * lanes]);
  let value = Head(v[first], v[first + lanes], v[first + 2u * lanes], v[first + 3u * lanes]);
  let rotated_key = rotated(key, gains_from(k_gain_first, lane), token_turns(lane));
  if (place == at) {
    let slot = cache_slot(/*@cache_position*/ batch.start + token /*@*/, key_head) + lane;
    append(slot, rotated_key);
    append(params.values_first + slot, value);
  }
}
