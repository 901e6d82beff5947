// Divides a row of `inputs` values, in chunks, among a team. Every invocation takes the same number of steps, and no step is conditional: an
// invocation without a chunk takes the row's last one again, and its sums are masked. So the compiler unrolls the steps and has all their
// loads in flight at once. On an NVIDIA H200 norm_gate_up takes 6.7 us per layer of Qwen3-0.6B; with a loop that ends at the row's end it
// takes 7.9.
// needs: team, chunk
override row_chunks = (inputs + 8u * vec8s_per_chunk - 1u) / (8u * vec8s_per_chunk);
override team_steps = (row_chunks + team - 1u) / team;
override team_even = row_chunks % team == 0u;

fn in_row(chunk: u32) -> u32 {
  return select(min(chunk, row_chunks - 1u), chunk, team_even);
}

fn masked(sums: vec4f, chunk: u32) -> vec4f {
  return select(vec4f(), sums, team_even || chunk < row_chunks);
}
