// A row of `inputs` values by the chunks of a team. The steps are as many for every invocation, and none is conditional: an invocation
// that has no chunk left takes the row's last again, and its sums are not kept. So the compiler unrolls the steps and has all
// their loads under way at once (on an NVIDIA H200 norm_gate_up takes 6.7 us a layer of Qwen3-0.6B so, and 7.9 with a loop
// that ends at the row's end).
// needs: team, chunk
override row_chunks = (inputs + 8u * eights_each - 1u) / (8u * eights_each);
override team_steps = (row_chunks + team - 1u) / team;
override team_even = row_chunks % team == 0u;

fn in_row(chunk: u32) -> u32 {
  return select(min(chunk, row_chunks - 1u), chunk, team_even);
}

fn kept(sums: vec4f, chunk: u32) -> vec4f {
  return select(vec4f(), sums, team_even || chunk < row_chunks);
}
