// q, k and v of one token: y = W (x * gain) * rsqrt(mean(x^2) + eps).
// Shapes: x [inputs], gain [inputs], weight (q, k, v) [q_rows + 2 * kv_rows, inputs] packed -> q [q_rows], k and v [kv_rows].
// needs: norm_rows, qkv_rows
// The sums of rows of a workgroup whose first row is `group_row`. Weights of the same type share a branch.
fn sums_of(local: u32, rows: vec4<u32>, group_row: u32) -> vec4f {
  let first = rows_first(rows);
  if (v_type != k_type && group_row >= v_row) {
    return norm_rows(local, first, v_type);
  }
  if (k_type != weight_type && group_row >= k_row) {
    return norm_rows(local, first, k_type);
  }
  return norm_rows(local, first, weight_type);
}

fn input_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_qkv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let group_row = group.x * (group_size / team) * rows_each;
  let row = group_row + local / team * rows_each;
  let sums = sums_of(local, rows_from(row), group_row);
  if (local % team != 0u) {
    return;
  }
  let scale = inverseSqrt(sums.w / f32(inputs) /*@eps*/ + params.eps /*@*/);
  for (var r = 0u; r < rows_each; r += 1u) {
    store(row + r, sums[r] * scale);
  }
}

fn store(row: u32, value: f32) {
  if (row < q_rows) {
    q[row] = /*@projection*/ value /*@*/;
  } else if (row >= k_row && row < k_row + kv_rows) {
    k[row - k_row] = /*@projection*/ value /*@*/;
  } else if (row >= v_row && row < v_row + kv_rows) {
    v[row - v_row] = /*@projection*/ value /*@*/;
  }
}
