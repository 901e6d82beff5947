// Sums over a team (team.wgsl) through workgroup memory, for adapters without subgroups.
// expects: override group_size: u32
override team: u32;
override subgroup_lanes: u32; // 1
var<workgroup> team_parts: array<vec4f, group_size>;

fn team_sums(local: u32, values: vec4f) -> vec4f {
  workgroupBarrier();
  team_parts[local] = values;
  for (var half = team / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local % team < half) {
      team_parts[local] += team_parts[local + half];
    }
  }
  workgroupBarrier();
  return team_parts[local / team * team];
}

fn team_sum(local: u32, value: f32) -> f32 {
  return team_sums(local, vec4f(value, 0f, 0f, 0f)).x;
}
