enable f16;
enable subgroups;
enable chromium_experimental_subgroup_matrix;
// Offsets depend on the subgroup's number, which is uniform within the subgroup. The analysis cannot see that.
diagnostic(off, chromium.subgroup_matrix_uniformity);
// Attention of many tokens by subgroup matrices, for heads of 128. A row is a query head of a token, and 16 tokens of a head are the rows of a
// matrix. A workgroup takes four such blocks of the query heads that share a key head, and goes through the positions up to its last token's, 64
// at a time: scores, an online softmax in f32, and weighted sums of the values. Queries, keys, values and the softmax's shares are each a high
// and a low part in f16. The product of two low parts is left out.
//
// In scores a subgroup has two blocks and half the positions. In sums of values it has all blocks and a quarter of the columns. Matrices hold the
// sums of 64 positions at most: they go to workgroup memory, and from there each subgroup adds those of one block to its own in registers, which
// a new largest score scales. So matrices are only loaded, multiplied and stored. Shares are written to memory of the workgroup's own and not to
// workgroup memory: matrices of f16 that were loaded from there were wrong on an NVIDIA H200 (driver 580.159.04).
// Shapes: f16 parts of q [tokens, heads, 128], rotated, and of a piece of the cache (split_cache.wgsl) -> attn [tokens, heads, 128].
// needs: batch
struct Params {
  padded: u32, // positions from one head of the split cache to the next
  low_queries_first: u32, // f16 values before the low parts of q
  low_cache_first: u32, // and of keys and of values
  values_scales_first: u32, // scales of keys
  scale: f32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> queries_f16: array<f16>;
@group(0) @binding(2) var<storage, read> queries_scales: array<f32>;
@group(0) @binding(3) var<storage, read> keys_f16: array<f16>;
@group(0) @binding(4) var<storage, read> values_f16: array<f16>;
@group(0) @binding(5) var<storage, read> cache_scales: array<f32>; // of keys, then of values
@group(0) @binding(6) var<storage, read_write> shares: array<f16>; // exp(score - largest) in parts, matrix by matrix, for every workgroup
@group(0) @binding(7) var<storage, read_write> attn: array<f32>;
@group(0) @binding(8) var<uniform> params: Params;

override group_size: u32; // 128
override kv_heads: u32;
override first_key_head: u32; // of the piece of the cache
override query_group: u32; // query heads per key head
override heads_each: u32; // query heads of a workgroup: 1, 2 or 4, and a divisor of query_group

const lanes = 32u;
const unit = 16u; // rows and columns of a matrix
const rows = 64u; // of a workgroup
const positions = 64u; // at a time
const head_dim = 128u;
const head_unit = unit * head_dim; // f16 values of 16 rows
// From one row to the next in workgroup memory: more than needed, which avoids bank conflicts.
const score_pitch = 68u;
const sum_pitch = 132u;
const low_shares_first = rows * positions;

const lowest = -3.4e38f;
const share_one = 32768f; // what a share of 1 is stored as: it is within f16, and small ones keep their bits

// Scores; then the sums of two blocks on their way.
var<workgroup> scores: array<f32, rows * score_pitch>;
// The factor by which a row's sums shrink; at the end, what they are scaled by.
var<workgroup> of_row: array<f32, rows>;

alias Left = subgroup_matrix_left<f16, 16, 16>;
alias Right = subgroup_matrix_right<f16, 16, 16>;
alias Sums = subgroup_matrix_result<f32, 16, 16>;

// What an invocation has of the 16 rows of its subgroup's block: every 32nd column.
struct Block {
  r0: vec4f, r1: vec4f, r2: vec4f, r3: vec4f,
  r4: vec4f, r5: vec4f, r6: vec4f, r7: vec4f,
  r8: vec4f, r9: vec4f, r10: vec4f, r11: vec4f,
  r12: vec4f, r13: vec4f, r14: vec4f, r15: vec4f,
}

@compute @workgroup_size(group_size)
fn attention_matrices(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let slice = local / lanes;
  let lane = local % lanes;
  let parts = query_group / heads_each;
  let cache_head = group.x / parts;
  let first_head = (first_key_head + cache_head) * query_group + group.x % parts * heads_each;
  let tokens_each = rows / heads_each;
  // The last tokens have the most work and go first.
  let first_token = (groups.y - 1u - group.y) * tokens_each;
  let end = batch.start + min(first_token + tokens_each, batch.tokens);

  let own_shares = (group.y * groups.x + group.x) * 2u * low_shares_first;

  // In the softmax two neighbours share a row, and take its positions in turn.
  let own_row = local / 2u;
  let own_part = local % 2u;
  let own_token = token_of(first_token, own_row);
  let is_token = own_token < batch.tokens;
  let own_end = /*@causal_mask*/ batch.start + own_token + 1u /*@*/;
  let own_scale = queries_scales[own_token] * params.scale;
  var largest = lowest;
  var total = 0f;

  // Values of all positions have one unit: the largest of those that they were scaled by.
  let first_scale = cache_head * params.padded / positions;
  var widest = 0f;
  for (var n = local; n * positions < end; n += group_size) {
    widest = max(widest, cache_scales[params.values_scales_first + first_scale + n]);
  }
  scores[local] = widest;
  workgroupBarrier();
  for (var n = 0u; n < group_size; n += 1u) {
    widest = max(widest, scores[n]);
  }
  workgroupBarrier();

  // In scores.
  let block = slice / 2u * 2u;
  let queries_a = query_first(first_head, first_token, block);
  let queries_b = query_first(first_head, first_token, block + 1u);
  let half = slice % 2u * 32u; // the first of its positions

  var zero: Sums;
  var sums = Block();
  for (var first = 0u; first < end; first += positions) {
    var s_a0 = zero;
    var s_a1 = zero;
    var s_b0 = zero;
    var s_b1 = zero;
    let keys = (cache_head * params.padded + first + half) * head_dim;
    for (var k = 0u; k < head_unit; k += unit * unit) {
      let key_0 = subgroupMatrixLoad<Right, col_major>(&keys_f16, keys + k, unit);
      let key_1 = subgroupMatrixLoad<Right, col_major>(&keys_f16, keys + head_unit + k, unit);
      let low_a = subgroupMatrixLoad<Left, row_major>(&queries_f16, params.low_queries_first + queries_a + k, unit);
      let low_b = subgroupMatrixLoad<Left, row_major>(&queries_f16, params.low_queries_first + queries_b + k, unit);
      s_a0 = subgroupMatrixMultiplyAccumulate(low_a, key_0, s_a0);
      s_a1 = subgroupMatrixMultiplyAccumulate(low_a, key_1, s_a1);
      s_b0 = subgroupMatrixMultiplyAccumulate(low_b, key_0, s_b0);
      s_b1 = subgroupMatrixMultiplyAccumulate(low_b, key_1, s_b1);
      let low_keys = params.low_cache_first + keys + k;
      let low_0 = subgroupMatrixLoad<Right, col_major>(&keys_f16, low_keys, unit);
      let low_1 = subgroupMatrixLoad<Right, col_major>(&keys_f16, low_keys + head_unit, unit);
      let query_a = subgroupMatrixLoad<Left, row_major>(&queries_f16, queries_a + k, unit);
      let query_b = subgroupMatrixLoad<Left, row_major>(&queries_f16, queries_b + k, unit);
      s_a0 = subgroupMatrixMultiplyAccumulate(query_a, low_0, s_a0);
      s_a1 = subgroupMatrixMultiplyAccumulate(query_a, low_1, s_a1);
      s_b0 = subgroupMatrixMultiplyAccumulate(query_b, low_0, s_b0);
      s_b1 = subgroupMatrixMultiplyAccumulate(query_b, low_1, s_b1);
      s_a0 = subgroupMatrixMultiplyAccumulate(query_a, key_0, s_a0);
      s_a1 = subgroupMatrixMultiplyAccumulate(query_a, key_1, s_a1);
      s_b0 = subgroupMatrixMultiplyAccumulate(query_b, key_0, s_b0);
      s_b1 = subgroupMatrixMultiplyAccumulate(query_b, key_1, s_b1);
    }
    let scores_at = block * unit * score_pitch + half;
    subgroupMatrixStore<row_major>(&scores, scores_at, s_a0, score_pitch);
    subgroupMatrixStore<row_major>(&scores, scores_at + unit, s_a1, score_pitch);
    subgroupMatrixStore<row_major>(&scores, scores_at + unit * score_pitch, s_b0, score_pitch);
    subgroupMatrixStore<row_major>(&scores, scores_at + unit * score_pitch + unit, s_b1, score_pitch);
    workgroupBarrier();

    let score_scale = own_scale * cache_scales[first_scale + first / positions];
    var best = largest;
    for (var n = own_part; n < positions; n += 2u) {
      let score = scores[own_row * score_pitch + n] * score_scale;
      best = select(best, max(best, score), first + n < own_end);
    }
    best = /*@softmax_max*/ max(best, subgroupShuffleXor(best, 1u)) /*@*/;
    let shrink = exp(largest - best);
    largest = best;
    total *= shrink;
    of_row[own_row] = shrink;
    let share_scale = share_one * (cache_scales[params.values_scales_first + first_scale + first / positions] / widest);
    for (var n = own_part; n < positions; n += 2u) {
      let at = own_row * score_pitch + n;
      let is_seen = is_token && first + n < own_end;
      let share = select(0f, exp(/*@softmax_exponent*/ min(scores[at] * score_scale - largest, 0f) /*@*/), is_seen);
      total += share;
      let scaled = share * share_scale;
      let high = bitcast<f32>(bitcast<u32>(scaled) & 0xffffe000u); // f16_rows.wgsl says why not by a conversion
      let to = own_shares + own_row / unit * unit * positions + n / unit * unit * unit + own_row % unit * unit + n % unit;
      shares[to] = f16(high);
      shares[low_shares_first + to] = f16(scaled - high);
    }
    workgroupBarrier();
    storageBarrier();

    var a0 = zero;
    var a1 = zero;
    var b0 = zero;
    var b1 = zero;
    var c0 = zero;
    var c1 = zero;
    var d0 = zero;
    var d1 = zero;
    for (var n = 0u; n < positions; n += unit) {
      let values = (cache_head * params.padded + first + n) * head_dim + slice * 2u * unit * unit;
      let own = own_shares + n * unit; // a block's matrices follow each other
      let value_0 = subgroupMatrixLoad<Right, col_major>(&values_f16, values, unit);
      let value_1 = subgroupMatrixLoad<Right, col_major>(&values_f16, values + unit * unit, unit);
      let low_values = params.low_cache_first + values;
      let low_0 = subgroupMatrixLoad<Right, col_major>(&values_f16, low_values, unit);
      let low_1 = subgroupMatrixLoad<Right, col_major>(&values_f16, low_values + unit * unit, unit);
      let low_a = subgroupMatrixLoad<Left, row_major>(&shares, low_shares_first + own, unit);
      let low_b = subgroupMatrixLoad<Left, row_major>(&shares, low_shares_first + own + unit * positions, unit);
      let low_c = subgroupMatrixLoad<Left, row_major>(&shares, low_shares_first + own + 2u * unit * positions, unit);
      let low_d = subgroupMatrixLoad<Left, row_major>(&shares, low_shares_first + own + 3u * unit * positions, unit);
      a0 = subgroupMatrixMultiplyAccumulate(low_a, value_0, a0);
      a1 = subgroupMatrixMultiplyAccumulate(low_a, value_1, a1);
      b0 = subgroupMatrixMultiplyAccumulate(low_b, value_0, b0);
      b1 = subgroupMatrixMultiplyAccumulate(low_b, value_1, b1);
      c0 = subgroupMatrixMultiplyAccumulate(low_c, value_0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(low_c, value_1, c1);
      d0 = subgroupMatrixMultiplyAccumulate(low_d, value_0, d0);
      d1 = subgroupMatrixMultiplyAccumulate(low_d, value_1, d1);
      let share_a = subgroupMatrixLoad<Left, row_major>(&shares, own, unit);
      let share_b = subgroupMatrixLoad<Left, row_major>(&shares, own + unit * positions, unit);
      let share_c = subgroupMatrixLoad<Left, row_major>(&shares, own + 2u * unit * positions, unit);
      let share_d = subgroupMatrixLoad<Left, row_major>(&shares, own + 3u * unit * positions, unit);
      a0 = subgroupMatrixMultiplyAccumulate(share_a, low_0, a0);
      a1 = subgroupMatrixMultiplyAccumulate(share_a, low_1, a1);
      b0 = subgroupMatrixMultiplyAccumulate(share_b, low_0, b0);
      b1 = subgroupMatrixMultiplyAccumulate(share_b, low_1, b1);
      c0 = subgroupMatrixMultiplyAccumulate(share_c, low_0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(share_c, low_1, c1);
      d0 = subgroupMatrixMultiplyAccumulate(share_d, low_0, d0);
      d1 = subgroupMatrixMultiplyAccumulate(share_d, low_1, d1);
      a0 = subgroupMatrixMultiplyAccumulate(share_a, value_0, a0);
      a1 = subgroupMatrixMultiplyAccumulate(share_a, value_1, a1);
      b0 = subgroupMatrixMultiplyAccumulate(share_b, value_0, b0);
      b1 = subgroupMatrixMultiplyAccumulate(share_b, value_1, b1);
      c0 = subgroupMatrixMultiplyAccumulate(share_c, value_0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(share_c, value_1, c1);
      d0 = subgroupMatrixMultiplyAccumulate(share_d, value_0, d0);
      d1 = subgroupMatrixMultiplyAccumulate(share_d, value_1, d1);
    }

    // Two blocks at a time fit in place of the scores.
    let columns = slice * 2u * unit;
    subgroupMatrixStore<row_major>(&scores, columns, a0, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit, a1, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit * sum_pitch, b0, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit * sum_pitch + unit, b1, sum_pitch);
    workgroupBarrier();
    if (slice < 2u) {
      sums = with_sums(sums, slice, lane, 0u);
    }
    workgroupBarrier();
    subgroupMatrixStore<row_major>(&scores, columns, c0, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit, c1, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit * sum_pitch, d0, sum_pitch);
    subgroupMatrixStore<row_major>(&scores, columns + unit * sum_pitch + unit, d1, sum_pitch);
    workgroupBarrier();
    if (slice >= 2u) {
      sums = with_sums(sums, slice, lane, 2u);
    }
    workgroupBarrier();
  }

  total += subgroupShuffleXor(total, 1u);
  of_row[own_row] = widest / share_one / total;
  workgroupBarrier();
  let token = token_of(first_token, slice * unit);
  let head = query_head(first_head, slice);
  write_row(token, head, lane, of_row[slice * unit], sums.r0);
  write_row(token + 1u, head, lane, of_row[slice * unit + 1u], sums.r1);
  write_row(token + 2u, head, lane, of_row[slice * unit + 2u], sums.r2);
  write_row(token + 3u, head, lane, of_row[slice * unit + 3u], sums.r3);
  write_row(token + 4u, head, lane, of_row[slice * unit + 4u], sums.r4);
  write_row(token + 5u, head, lane, of_row[slice * unit + 5u], sums.r5);
  write_row(token + 6u, head, lane, of_row[slice * unit + 6u], sums.r6);
  write_row(token + 7u, head, lane, of_row[slice * unit + 7u], sums.r7);
  write_row(token + 8u, head, lane, of_row[slice * unit + 8u], sums.r8);
  write_row(token + 9u, head, lane, of_row[slice * unit + 9u], sums.r9);
  write_row(token + 10u, head, lane, of_row[slice * unit + 10u], sums.r10);
  write_row(token + 11u, head, lane, of_row[slice * unit + 11u], sums.r11);
  write_row(token + 12u, head, lane, of_row[slice * unit + 12u], sums.r12);
  write_row(token + 13u, head, lane, of_row[slice * unit + 13u], sums.r13);
  write_row(token + 14u, head, lane, of_row[slice * unit + 14u], sums.r14);
  write_row(token + 15u, head, lane, of_row[slice * unit + 15u], sums.r15);
}

// The token of a row of the workgroup.
fn token_of(first_token: u32, row: u32) -> u32 {
  return first_token + row / unit / heads_each * unit + row % unit;
}

// The head of a block of 16 rows.
fn query_head(first_head: u32, block: u32) -> u32 {
  return /*@query_head*/ first_head + block % heads_each /*@*/;
}

// The first f16 value of a block's queries: rows lie matrix by matrix (f16_rows.wgsl), and a head is eight of them.
fn query_first(first_head: u32, first_token: u32, block: u32) -> u32 {
  let token = token_of(first_token, block * unit);
  return (token * kv_heads * query_group + query_head(first_head, block) * unit) * head_dim;
}

// A block's sums, with those of the positions that went to workgroup memory from block `first` on.
fn with_sums(before: Block, block: u32, lane: u32, first: u32) -> Block {
  let row = block * unit;
  let at = (block - first) * unit * sum_pitch + lane;
  return Block(
    row_sums(before.r0, row, at), row_sums(before.r1, row + 1u, at + sum_pitch),
    row_sums(before.r2, row + 2u, at + 2u * sum_pitch), row_sums(before.r3, row + 3u, at + 3u * sum_pitch),
    row_sums(before.r4, row + 4u, at + 4u * sum_pitch), row_sums(before.r5, row + 5u, at + 5u * sum_pitch),
    row_sums(before.r6, row + 6u, at + 6u * sum_pitch), row_sums(before.r7, row + 7u, at + 7u * sum_pitch),
    row_sums(before.r8, row + 8u, at + 8u * sum_pitch), row_sums(before.r9, row + 9u, at + 9u * sum_pitch),
    row_sums(before.r10, row + 10u, at + 10u * sum_pitch), row_sums(before.r11, row + 11u, at + 11u * sum_pitch),
    row_sums(before.r12, row + 12u, at + 12u * sum_pitch), row_sums(before.r13, row + 13u, at + 13u * sum_pitch),
    row_sums(before.r14, row + 14u, at + 14u * sum_pitch), row_sums(before.r15, row + 15u, at + 15u * sum_pitch),
  );
}

fn row_sums(before: vec4f, row: u32, at: u32) -> vec4f {
  return before * of_row[row] + vec4f(scores[at], scores[at + 32u], scores[at + 64u], scores[at + 96u]);
}

fn write_row(token: u32, head: u32, lane: u32, by: f32, sum: vec4f) {
  if (token >= batch.tokens) {
    return;
  }
  let to = (token * kv_heads * query_group + head) * head_dim + lane;
  attn[to] = sum.x * by;
  attn[to + 32u] = sum.y * by;
  attn[to + 64u] = sum.z * by;
  attn[to + 96u] = sum.w * by;
}
