// Puts together the softmax-weighted sums that the teams of a workgroup hold, a team of `head_vectors` lanes each, for
// `query_group` heads. Every team leaves its share; after a barrier, a lane merges its vec4 of a head.
var<workgroup> team_tops: array<vec2f, group_size / head_vectors * query_group>; // (largest score, sum of exp)
var<workgroup> team_sums: array<vec4f, group_size * query_group>;

struct Merged {
  top: f32,
  total: f32,
  sum: vec4f,
}

fn leave(head: u32, team: u32, lane: u32, own: Merged) {
  let at = head * (group_size / head_vectors) + team;
  if (lane == 0u) {
    team_tops[at] = vec2f(own.top, own.total);
  }
  team_sums[at * head_vectors + lane] = own.sum;
}

fn merge(head: u32, lane: u32) -> Merged {
  let teams = group_size / head_vectors;
  var merged = Merged(team_tops[head * teams].x, 0f, vec4f());
  for (var team = 1u; team < teams; team += 1u) {
    merged.top = max(merged.top, team_tops[head * teams + team].x);
  }
  for (var team = 0u; team < teams; team += 1u) {
    let at = head * teams + team;
    let share = exp(team_tops[at].x - merged.top);
    merged.total += share * team_tops[at].y;
    merged.sum += share * team_sums[at * head_vectors + lane];
  }
  return merged;
}
