enable subgroups;
// Sums over a team: `team` neighbouring invocations of a workgroup, a power of two. Within `subgroup_lanes` of them, which
// no subgroup of this adapter has fewer of, values are exchanged between registers; beyond, through workgroup memory.
override team: u32;
override subgroup_lanes: u32;
var<workgroup> team_parts: array<vec4f, group_size / subgroup_lanes>;

// Every invocation of the workgroup has to call it; every one of a team gets the team's sum.
fn team_sum(local: u32, value: vec4f) -> vec4f {
  var sum = value;
  for (var mask = subgroup_lanes / 2u; mask > 0u; mask /= 2u) {
    sum += subgroupShuffleXor(sum, mask);
  }
  if (team > subgroup_lanes) {
    workgroupBarrier();
    if (local % subgroup_lanes == 0u) {
      team_parts[local / subgroup_lanes] = sum;
    }
    workgroupBarrier();
    let parts = team / subgroup_lanes;
    let first = local / team * parts;
    sum = team_parts[first];
    for (var part = 1u; part < parts; part += 1u) {
      sum += team_parts[first + part];
    }
  }
  return sum;
}
