// Attention of many tokens. A row is a query head of a token. A workgroup takes 4 * down rows of the query heads that share a key head, and
// goes through the positions up to its last token's, 4 * across at a time: scores, an online softmax in f32 (sums shrink whenever a larger
// score appears), and weighted sums of the values. An invocation holds the sums of four rows and up to four columns of vec4s.
// Shapes: q [tokens, heads, head_dim], rotated, cache [capacity, cache_heads, head_vectors] twice -> attn [tokens, heads, head_dim].
// needs: batch, key_heads, cache_four
struct Params {
  head_dim: u32,
  values_first: u32, // vec4s before the values in the cache
  scale: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> q: array<vec4f>;
@group(0) @binding(2) var<storage, read> cache: array<CacheFour>;
@group(0) @binding(3) var<storage, read_write> attn: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32; // across * down
override across: u32; // a multiple of 4, at least head_vectors / 4
override down: u32;
override depth: u32; // vec4s of a head in workgroup memory at a time
override value_rows: u32; // positions whose values are in workgroup memory at a time: a multiple of 4 that divides 4 * across
override head_vectors: u32; // vec4s per head in the cache
override query_group: u32; // query heads per key head
override whole_fours: u32; // 1 if heads of q are whole vec4s

// First rows of q and of keys, a vec4 longer than needed to avoid bank conflicts; then rows of values.
var<workgroup> tile: array<vec4f, max(4u * (across + down) * (depth + 1u), value_rows * head_vectors)>;
// Scores, then exp(score - largest): a vec4 for four neighbouring positions.
var<workgroup> scores: array<vec4f, 4u * down * (across + 1u)>;
var<workgroup> shares: array<f32, group_size>;
// The factor by which a row's sums shrink; at the end, their divisor.
var<workgroup> of_row: array<f32, 4u * down>;

const lowest = -3.4e38f;

// Four rows of one column.
struct Column {
  row: array<vec4f, 4>,
}

@compute @workgroup_size(group_size)
fn attention_tiles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let key_head = first_key_head + group.x;
  // The last tokens have the most work and go first.
  let first_row = (groups.y - 1u - group.y) * 4u * down;
  let rows = batch.tokens * query_group;
  let end = batch.start + (min(first_row + 4u * down, rows) - 1u) / query_group + 1u;
  let row = local / across;
  let column = local % across;

  // In the softmax across / 4 invocations share a row, four of its vec4s each.
  let team = across / 4u;
  let own_row = local / team;
  let own_end = /*@causal_mask*/ batch.start + min(first_row + own_row, rows - 1u) / query_group + 1u /*@*/;
  var largest = lowest;
  var total = 0f;
  var sums0: Column;
  var sums1: Column;
  var sums2: Column;
  var sums3: Column;

  for (var first = 0u; first < end; first += 4u * across) {
    score(key_head, first_row, first, end, local);
    workgroupBarrier();

    var best = largest;
    for (var n = 0u; n < 4u; n += 1u) {
      let four = local % team + n * team;
      let value = scores[own_row * (across + 1u) + four];
      for (var i = 0u; i < 4u; i += 1u) {
        best = select(best, max(best, value[i]), first + four * 4u + i < own_end);
      }
    }
    shares[local] = best;
    workgroupBarrier();
    for (var n = 0u; n < team; n += 1u) {
      best = /*@softmax_max*/ max(best, shares[own_row * team + n]) /*@*/;
    }
    // Every row has position 0, so the first positions always give a largest score.
    let shrink = select(exp(largest - best), 0f, first == 0u);
    largest = best;
    total *= shrink;
    of_row[own_row] = shrink;
    for (var n = 0u; n < 4u; n += 1u) {
      let four = local % team + n * team;
      let at = own_row * (across + 1u) + four;
      let position = vec4<u32>(first + four * 4u) + vec4<u32>(0u, 1u, 2u, 3u);
      let value = select(vec4f(), exp(/*@softmax_exponent*/ min(scores[at] - best, vec4f()) /*@*/), position < vec4<u32>(own_end));
      scores[at] = value;
      total += value.x + value.y + value.z + value.w;
    }
    workgroupBarrier();

    let shrinks = vec4f(of_row[row], of_row[row + down], of_row[row + 2u * down], of_row[row + 3u * down]);
    shrink_column(&sums0, shrinks);
    shrink_column(&sums1, shrinks);
    shrink_column(&sums2, shrinks);
    shrink_column(&sums3, shrinks);
    for (var part = 0u; part < 4u * across && first + part < end; part += value_rows) {
      for (var i = local; i < value_rows * head_vectors; i += group_size) {
        tile[i] = cached(params.values_first, key_head, first + part + i / head_vectors, end, i % head_vectors);
      }
      workgroupBarrier();
      for (var four = 0u; four < value_rows / 4u; four += 1u) {
        let at = row * (across + 1u) + part / 4u + four;
        let pitch = down * (across + 1u);
        let weights = mat4x4f(scores[at], scores[at + pitch], scores[at + 2u * pitch], scores[at + 3u * pitch]);
        let values_at = four * 4u * head_vectors + column;
        add_values(&sums0, weights, values_at);
        if (head_vectors > across) {
          add_values(&sums1, weights, values_at + across);
        }
        if (head_vectors > 2u * across) {
          add_values(&sums2, weights, values_at + 2u * across);
        }
        if (head_vectors > 3u * across) {
          add_values(&sums3, weights, values_at + 3u * across);
        }
      }
      workgroupBarrier();
    }
  }

  shares[local] = total;
  workgroupBarrier();
  if (local % team == 0u) {
    for (var n = 1u; n < team; n += 1u) {
      total += shares[local + n];
    }
    of_row[own_row] = total;
  }
  workgroupBarrier();
  let remaining = rows - first_row;
  store(key_head, first_row, row, remaining, column, &sums0);
  if (head_vectors > across) {
    store(key_head, first_row, row, remaining, column + across, &sums1);
  }
  if (head_vectors > 2u * across) {
    store(key_head, first_row, row, remaining, column + 2u * across, &sums2);
  }
  if (head_vectors > 3u * across) {
    store(key_head, first_row, row, remaining, column + 3u * across, &sums3);
  }
}

// Writes the scores of all rows and of 4 * across positions to workgroup memory.
fn score(key_head: u32, first_row: u32, first: u32, end: u32, local: u32) {
  let row = local / across;
  let column = local % across;
  let pitch = depth + 1u;
  let keys_at = 4u * down * pitch;
  var sums = array<vec4f, 4>();
  for (var vector = 0u; vector < head_vectors; vector += depth) {
    workgroupBarrier();
    for (var i = local; i < 4u * down * depth; i += group_size) {
      tile[i / depth * pitch + i % depth] = query(key_head, first_row + i / depth, vector + i % depth);
    }
    for (var i = local; i < 4u * across * depth; i += group_size) {
      // Four neighbouring positions lie `across` apart, so that one invocation reads them and its neighbours read the rows beside.
      let place = i / depth;
      let position = first + place % across * 4u + place / across;
      tile[keys_at + place * pitch + i % depth] = cached(0u, key_head, position, end, vector + i % depth);
    }
    workgroupBarrier();
    for (var i = 0u; i < depth; i += 1u) {
      let at = keys_at + column * pitch + i;
      let step = across * pitch;
      let keys = transpose(mat4x4f(tile[at], tile[at + step], tile[at + 2u * step], tile[at + 3u * step]));
      sums[0] = add_product(sums[0], tile[row * pitch + i], keys);
      sums[1] = add_product(sums[1], tile[(row + down) * pitch + i], keys);
      sums[2] = add_product(sums[2], tile[(row + 2u * down) * pitch + i], keys);
      sums[3] = add_product(sums[3], tile[(row + 3u * down) * pitch + i], keys);
    }
  }
  scores[row * (across + 1u) + column] = sums[0] * params.scale;
  scores[(row + down) * (across + 1u) + column] = sums[1] * params.scale;
  scores[(row + 2u * down) * (across + 1u) + column] = sums[2] * params.scale;
  scores[(row + 3u * down) * (across + 1u) + column] = sums[3] * params.scale;
}

// A vec4 of a row's query, 0 beyond head_dim. Rows beyond the last repeat it.
fn query(key_head: u32, row: u32, vector: u32) -> vec4f {
  let first = query_first(key_head, min(row, batch.tokens * query_group - 1u));
  if (whole_fours == 1u) {
    if (vector < head_vectors) {
      return q[first / 4u + vector];
    }
    return vec4f();
  }
  var value = vec4f();
  for (var n = 0u; vector * 4u + n < params.head_dim && n < 4u; n += 1u) {
    let i = first + vector * 4u + n;
    value[n] = q[i / 4u][i % 4u];
  }
  return value;
}

// The index of a row in q and in attn.
fn query_first(key_head: u32, row: u32) -> u32 {
  let head = /*@query_head*/ key_head * query_group + row % query_group /*@*/;
  return (row / query_group * kv_heads * query_group + head) * params.head_dim;
}

// A vec4 of a key or value. Positions from `end` on are stale and become 0.
fn cached(first: u32, key_head: u32, position: u32, end: u32, vector: u32) -> vec4f {
  if (position >= /*@filled_end*/ end /*@*/ || vector >= head_vectors) {
    return vec4f();
  }
  return widened(cache[first + cache_slot(position, key_head) + vector]);
}

fn add_product(sum: vec4f, x: vec4f, w: mat4x4f) -> vec4f {
  return sum + x.x * w[0] + x.y * w[1] + x.z * w[2] + x.w * w[3];
}

// Adds the values of a column at four positions, weighted for each of four rows.
fn add_values(sums: ptr<function, Column>, weights: mat4x4f, values_at: u32) {
  let values = mat4x4f(
    tile[values_at],
    tile[values_at + head_vectors],
    tile[values_at + 2u * head_vectors],
    tile[values_at + 3u * head_vectors],
  );
  (*sums).row[0] = add_product((*sums).row[0], weights[0], values);
  (*sums).row[1] = add_product((*sums).row[1], weights[1], values);
  (*sums).row[2] = add_product((*sums).row[2], weights[2], values);
  (*sums).row[3] = add_product((*sums).row[3], weights[3], values);
}

fn shrink_column(sums: ptr<function, Column>, by: vec4f) {
  (*sums).row[0] *= by.x;
  (*sums).row[1] *= by.y;
  (*sums).row[2] *= by.z;
  (*sums).row[3] *= by.w;
}

fn store(key_head: u32, first_row: u32, row: u32, remaining: u32, column: u32, sums: ptr<function, Column>) {
  store_row(key_head, first_row, row, remaining, column, (*sums).row[0]);
  store_row(key_head, first_row, row + down, remaining, column, (*sums).row[1]);
  store_row(key_head, first_row, row + 2u * down, remaining, column, (*sums).row[2]);
  store_row(key_head, first_row, row + 3u * down, remaining, column, (*sums).row[3]);
}

fn store_row(key_head: u32, first_row: u32, row: u32, remaining: u32, column: u32, sum: vec4f) {
  if (row >= remaining || column >= head_vectors) {
    return;
  }
  let first = query_first(key_head, first_row + row) + column * 4u;
  for (var n = 0u; n < min(4u, params.head_dim - column * 4u); n += 1u) {
    attn[first + n] = sum[n] / of_row[row];
  }
}
