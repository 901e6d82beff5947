// How one token attends. A workgroup takes a (query head, `split` positions) and writes the largest logit, the sum of e = exp(logit -
// largest), the sum of e * logit, and the logit of position 0. statistics.ts merges the splits. q is as projected and is normalised and
// rotated here: where steps run as one kernel, none writes it rotated. Keys come from the cache. A team takes a position.
// Shapes: q [query heads, head_dim], gains [head_dim], keys [positions, cache_heads, stride] -> splits [positions / split, query heads] from
// `first` on.
// needs: turned_query, cache_four
struct Params {
  first_head: u32, // query heads before those of this piece of the cache
  cache_heads: u32, // key heads in the piece
  query_group: u32, // query heads per key head
  stride: u32, // vec4s per head in the cache
  heads: u32, // query heads in all
  first: u32, // parts before these results
  scale: f32,
  eps: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> gains: array<u32>;
@group(0) @binding(3) var<storage, read> rotations: array<vec2f>;
@group(0) @binding(4) var<storage, read> keys: array<CacheFour>;
@group(0) @binding(5) var<storage, read_write> splits: array<vec4f>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32;
override head_dim: u32;
override split: u32;

const lowest = -3.4028234e38f;

// Some positions: the largest score, the sum of e, and the sum of e * score.
struct Part {
  largest: f32,
  sum: f32,
  weighted: f32,
}

var<workgroup> parts: array<Part, group_size / team>;
var<workgroup> first_score: f32;

fn joined(a: Part, b: Part) -> Part {
  let largest = max(a.largest, b.largest);
  let shares = exp(vec2f(a.largest, b.largest) - largest);
  return Part(largest, dot(shares, vec2f(a.sum, b.sum)), dot(shares, vec2f(a.weighted, b.weighted)));
}

@compute @workgroup_size(group_size)
fn attention_statistics(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  turn_query(params.first_head + group.x, local, params.eps);
  let lane = local % team;
  let first = group.y * split;
  let count = min(batch.start + 1u, first + split);
  var part = Part(lowest, 0f, 0f);
  let teams = group_size / team;
  for (var begun = first; begun < count; begun += 4u * teams) {
    // A team takes four positions: their loads are in flight at once, and their sums are one exchange. Beyond the end the first position
    // is read again and does not count.
    let positions = begun + local / team + teams * vec4<u32>(0u, 1u, 2u, 3u);
    let counts = positions < vec4<u32>(count);
    let slots = (select(vec4<u32>(first), positions, counts) * params.cache_heads + group.x / params.query_group) * params.stride;
    var scores = vec4f();
    for (var i = lane; i < params.stride; i += team) {
      let query = query_four(i * 4u);
      scores += vec4f(
        dot(query, widened(keys[slots.x + i])),
        dot(query, widened(keys[slots.y + i])),
        dot(query, widened(keys[slots.z + i])),
        dot(query, widened(keys[slots.w + i])),
      );
    }
    scores = team_sums(local, scores) * params.scale;
    if (positions.x == 0u && lane == 0u) {
      first_score = scores.x;
    }
    scores = select(vec4f(lowest), scores, counts);
    let largest = max(part.largest, max(max(scores.x, scores.y), max(scores.z, scores.w)));
    let rescale = exp(part.largest - largest);
    let e = select(vec4f(), exp(scores - largest), counts);
    part = Part(largest, part.sum * rescale + dot(e, vec4f(1f)), part.weighted * rescale + dot(e, scores));
  }
  if (lane == 0u) {
    parts[local / team] = part;
  }
  workgroupBarrier();
  if (local > 0u) {
    return;
  }
  for (var n = 1u; n < min(count - first, group_size / team); n += 1u) {
    part = joined(part, parts[n]);
  }
  splits[params.first + group.y * params.heads + params.first_head + group.x] = vec4f(part.largest, part.sum, part.weighted, first_score);
}
