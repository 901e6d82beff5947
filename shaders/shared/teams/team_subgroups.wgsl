enable subgroups;
// Sums over a team (team.wgsl), for adapters with subgroups. The first `subgroup_lanes` invocations, which no subgroup of this adapter is
// smaller than, exchange values between registers. Beyond, sums pass through workgroup memory.
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

// A single value takes a quarter of the exchanges: a compiler does not see that sums of zeros are zeros.
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
