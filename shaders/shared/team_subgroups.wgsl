enable subgroups;
// Sums over a team: `team` neighbouring invocations of a workgroup, a power of two. Within `subgroup_lanes` of them, which
// no subgroup of this adapter has fewer of, values are exchanged between registers; beyond, through workgroup memory.
// Every invocation of the workgroup has to call them; every one of a team gets the team's sum.
// expects: override group_size: u32
override team: u32;
override subgroup_lanes: u32;
var<workgroup> team_parts: array<vec4f, group_size / subgroup_lanes>;

fn team_sums(local: u32, values: vec4f) -> vec4f {
  var sums = values;
  for (var mask = subgroup_lanes / 2u; mask > 0u; mask /= 2u) {
    sums += subgroupShuffleXor(sums, mask);
  }
  return sum_of_parts(local, sums);
}

// Of one value a quarter of the exchanges: a compiler does not see that sums of zeros are zeros.
fn team_sum(local: u32, value: f32) -> f32 {
  var sum = value;
  for (var mask = subgroup_lanes / 2u; mask > 0u; mask /= 2u) {
    sum += subgroupShuffleXor(sum, mask);
  }
  return sum_of_parts(local, vec4f(sum, 0f, 0f, 0f)).x;
}

fn sum_of_parts(local: u32, part: vec4f) -> vec4f {
  if (team <= subgroup_lanes) {
    return part;
  }
  workgroupBarrier();
  if (local % subgroup_lanes == 0u) {
    team_parts[local / subgroup_lanes] = part;
  }
  workgroupBarrier();
  let first = local / team * (team / subgroup_lanes);
  var sum = team_parts[first];
  for (var n = 1u; n < team / subgroup_lanes; n += 1u) {
    sum += team_parts[first + n];
  }
  return sum;
}
