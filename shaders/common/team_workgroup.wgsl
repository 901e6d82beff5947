// Sums over a team: `team` neighbouring invocations of a workgroup, a power of two, through workgroup memory alone, for
// adapters without subgroups.
override team: u32;
override subgroup_lanes: u32; // 1
var<workgroup> team_parts: array<vec4f, group_size>;

// Every invocation of the workgroup has to call it; every one of a team gets the team's sum.
fn team_sum(local: u32, value: vec4f) -> vec4f {
  workgroupBarrier();
  team_parts[local] = value;
  for (var half = team / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local % team < half) {
      team_parts[local] += team_parts[local + half];
    }
  }
  workgroupBarrier();
  return team_parts[local / team * team];
}
