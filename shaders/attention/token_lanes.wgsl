// What attention_few.wgsl and append_few.wgsl do with a token's heads, as attention_lanes.wgsl does with those of one.
// needs: lanes, few
fn token_head(head: u32, lane: u32) -> Head {
  return query(token * kv_heads * query_group + head, lane);
}

// The rotation at the token's position.
fn token_turns(lane: u32) -> Turns {
  let turn = /*@rope_position*/ (batch.start + token) /*@*/ * head_vectors + lane * 2u;
  /*@rotation*/ let a = rotations[turn];
  let b = rotations[turn + 1u];
  let c = rotations[turn + 2u * lanes];
  let d = rotations[turn + 2u * lanes + 1u]; /*@*/
  return /*@pair_turns*/ Turns(vec4f(a.xz, b.xz), vec4f(a.yw, b.yw), vec4f(c.xz, d.xz), vec4f(c.yw, d.yw)) /*@*/;
}
