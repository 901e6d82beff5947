// Merges the softmax-weighted sums that the `teams` of a workgroup hold for its `query_heads`. Every team writes its share, vec4 by vec4.
// After a barrier an invocation merges one vec4 of a head.
// expects: override teams: u32
// expects: override query_heads: u32
// expects: override head_vectors: u32
var<workgroup> team_tops: array<vec2f, teams * query_heads>; // (largest score, sum of exp)
var<workgroup> team_sums: array<vec4f, teams * query_heads * head_vectors>;

struct Merged {
  top: f32,
  total: f32,
  sum: vec4f,
}

fn write_share(head: u32, team: u32, vector: u32, own: Merged) {
  let at = head * teams + team;
  if (vector == 0u) {
    team_tops[at] = vec2f(own.top, own.total);
  }
  team_sums[at * head_vectors + vector] = own.sum;
}

fn merge(head: u32, vector: u32) -> Merged {
  var merged = Merged(team_tops[head * teams].x, 0f, vec4f());
  for (var team = 1u; team < teams; team += 1u) {
    merged.top = max(merged.top, team_tops[head * teams + team].x);
  }
  for (var team = 0u; team < teams; team += 1u) {
    let at = head * teams + team;
    let share = exp(team_tops[at].x - merged.top);
    merged.total += share * team_tops[at].y;
    merged.sum += share * team_sums[at * head_vectors + vector];
  }
  return merged;
}
