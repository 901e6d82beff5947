// How likely the next token and ten others were, at every position of a batch: by the logits as they are, and by what was sampled from them,
// after repetition penalty, temperature, top-k, top-p and min-p, as src/model/sampling/sampler.ts defines these. A workgroup takes a row.
// What is kept is all that is better than a limit, which is found bit by bit: a pass over the row for each. Nothing waits for this kernel,
// so it has none of what makes sample.wgsl fast.
// Shapes: logits [tokens, width], as bits, first_seen [width], next [positions], mask [1 or tokens, width / 32] -> figures [tokens, 38], as token_odds.ts reads them.
// needs: team, batch, score
struct Params {
  width: u32,
  mask_words: u32, // from one row's mask to the next: 0 where all rows have the same
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read> sampling: SamplingParams;
@group(0) @binding(3) var<storage, read> first_seen: array<u32>; // by id, the first position that has it
@group(0) @binding(4) var<storage, read> next: array<u32>; // by position, the id of the token that came after it
@group(0) @binding(5) var<storage, read> mask: array<u32>; // a bit for every id that may be sampled
@group(0) @binding(6) var<storage, read_write> figures: array<u32>;
@group(0) @binding(7) var<uniform> params: Params;

override group_size: u32; // a workgroup is one team

const likeliest = 10u;
const words_per_row = 38u;
// Tokens that an invocation sums before it adds them to the rest: in one sum of thousands of values the last digits would be lost.
const run = 128u;
// Deeper tokens weigh nothing in f32.
const bottom = 126f;
const any_id = 0xffffffffu;
const max_id_bit = 0x800000u; // ids are below 2^24, so that f32 counts them exactly
const log2_e = 1.4426950408889634f;
const ln_2 = 0.6931471805599453f;

// Tokens with a better key than `key`, and of those with this key the ids up to `last`.
struct Kept {
  key: u32,
  last: u32,
}

var<private> position: u32;
var<private> first_mask_word: u32;

fn is_permitted(id: u32) -> bool {
  return (mask[first_mask_word + id / 32u] & (1u << (id % 32u))) != 0u;
}

fn was_seen(id: u32) -> bool {
  return first_seen[id] <= position;
}

fn is_kept(kept: Kept, key: u32, id: u32) -> bool {
  return key != 0u && (key > kept.key || (key == kept.key && id <= kept.last));
}

fn key_of(row: u32, id: u32, sampled: bool) -> u32 {
  if (sampled) {
    return select(0u, score_key(row, id), is_permitted(id));
  }
  return ordered_key(logits[row + id]);
}

// How far below `top` a key is, in halvings of its weight: of the probability, or of that under the temperature.
fn depth_in(key: u32, top: u32, sampled: bool) -> f32 {
  if (sampled) {
    return min(depth_of(key, top), bottom);
  }
  return min((0.5f * score_of(top) - 0.5f * score_of(key)) * (2f * log2_e), bottom);
}

// The best (key, id) of an invocation's tokens below `bound`.
fn best_below(row: u32, local: u32, bound: vec2<u32>, sampled: bool) -> vec2<u32> {
  var own = vec2<u32>(0u, any_id);
  for (var id = local; id < params.width; id += group_size) {
    let here = vec2<u32>(key_of(row, id, sampled), id);
    let below = here.x < bound.x || (here.x == bound.x && here.y > bound.y);
    own = better(own, select(vec2<u32>(0u, any_id), here, below && here.x != 0u));
  }
  return own;
}

// The best of the workgroup, once nobody reads the one before any more.
fn next_best(local: u32, own: vec2<u32>) -> vec2<u32> {
  workgroupBarrier();
  return best_of_group(local, own);
}

// Of the tokens kept: weights relative to `top`, weights times depths, and how many there are.
fn sums_of(row: u32, local: u32, kept: Kept, top: u32, deepest_kept: f32, sampled: bool) -> vec4f {
  var all = vec4f();
  for (var begun = local; begun < params.width; begun += run * group_size) {
    var part = vec4f();
    for (var id = begun; id < min(begun + run * group_size, params.width); id += group_size) {
      let key = key_of(row, id, sampled);
      if (is_kept(kept, key, id)) {
        let depth = depth_in(key, top, sampled);
        if (depth <= deepest_kept) {
          let weight = exp2(-depth);
          part += vec4f(weight, weight * depth, 1f, 0f);
        }
      }
    }
    all += part;
  }
  return team_sums(local, all);
}

// The fewest of the tokens above `floor` whose weight reaches `weight` and whose number reaches `count`, lower ids first among equals.
// Where `ties` is true, all tokens that equal the last of them stay.
fn fewest(row: u32, local: u32, floor: Kept, top: u32, weight: f32, count: f32, ties: bool) -> Kept {
  var key = 0u;
  for (var bit = 0x80000000u; bit > 0u; bit >>= 1u) {
    let tried = key | bit;
    let sums = sums_of(row, local, Kept(max(tried, floor.key), any_id), top, bottom, true);
    key = select(key, tried, sums.x >= weight && sums.z >= count);
  }
  var last = any_id;
  if (!ties) {
    last = 0u;
    for (var bit = max_id_bit; bit > 0u; bit >>= 1u) {
      let tried = last | bit;
      let sums = sums_of(row, local, Kept(key, tried - 1u), top, bottom, true);
      last = select(last, tried, sums.x < weight || sums.z < count);
    }
  }
  return Kept(max(key, floor.key), last);
}

fn entropy_of(sums: vec4f) -> f32 {
  return ln_2 * (log2(sums.x) + sums.y / sums.x);
}

// The weight of a token once it was cut.
fn weight_after(row: u32, id: u32, kept: Kept, top: u32) -> f32 {
  let key = key_of(row, id, true);
  let depth = depth_in(key, top, true);
  return select(0f, exp2(-depth), is_kept(kept, key, id) && depth <= sampling.max_depth);
}

@compute @workgroup_size(group_size)
fn token_odds(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.x * params.width;
  position = batch.start + group.x;
  first_mask_word = group.x * params.mask_words;
  let everything = Kept(1u, any_id);

  let sampled_best = next_best(local, best_below(row, local, vec2<u32>(any_id, 0u), true));
  var kept = everything;
  if (sampling.greedy == 1u) {
    kept = Kept(max(sampled_best.x, 1u), sampled_best.y);
  } else {
    if (sampling.top_k != 0u) {
      kept = fewest(row, local, kept, sampled_best.x, 0f, f32(sampling.top_k), true);
    }
    if (sampling.top_p != 0u) {
      let mass = sums_of(row, local, kept, sampled_best.x, bottom, true).x;
      kept = fewest(row, local, kept, sampled_best.x, mass * f32(sampling.top_p) * 0x1p-32f, 1f, false);
    }
  }
  let after = sums_of(row, local, kept, sampled_best.x, sampling.max_depth, true);

  var own = best_below(row, local, vec2<u32>(any_id, 0u), false);
  var found = next_best(local, own);
  let before = sums_of(row, local, everything, found.x, bottom, false);
  let asked = next[position];
  let known = asked < params.width;
  let asked_id = select(0u, asked, known);
  let asked_key = ordered_key(logits[row + asked_id]);
  // As good as the token asked for, or better: those up to it.
  let rank = sums_of(row, local, Kept(max(asked_key, 1u), asked_id), found.x, bottom, false).z;

  let to = group.x * words_per_row;
  if (local == 0u) {
    figures[to] = bitcast<u32>(before.x);
    figures[to + 1u] = bitcast<u32>(entropy_of(before));
    figures[to + 2u] = bitcast<u32>(after.x);
    figures[to + 3u] = bitcast<u32>(entropy_of(after));
    figures[to + 4u] = u32(after.z);
    figures[to + 5u] = logits[row + asked_id];
    figures[to + 6u] = bitcast<u32>(weight_after(row, asked_id, kept, sampled_best.x));
    figures[to + 7u] = select(0u, u32(rank), known && asked_key != 0u);
  }
  for (var n = 0u; n < likeliest; n += 1u) {
    if (local == 0u) {
      let id = min(found.y, params.width - 1u);
      let at = to + 8u + 3u * n;
      figures[at] = found.y;
      figures[at + 1u] = logits[row + id];
      figures[at + 2u] = bitcast<u32>(weight_after(row, id, kept, sampled_best.x));
    }
    // Only the invocation that had the best has to look for another.
    if (own.y == found.y) {
      own = best_below(row, local, found, false);
    }
    found = next_best(local, own);
  }
}
