// q, k and v of a few tokens, each as norm_qkv.wgsl computes one's.
// Shapes: as those of qkv_rows.wgsl.
// needs: norm_rows_few, qkv_rows
fn row_four(index: u32) -> vec4f {
  return x[index];
}

// The sums of rows of a workgroup whose first row is `group_row`. Weights of the same type share a branch.
fn sums_of(local: u32, rows: vec4<u32>, group_row: u32, first_token: u32) -> TokenSums {
  let first = rows_first(rows);
  if (v_type != k_type && group_row >= v_row) {
    return norm_rows_few(local, first, v_type, first_token);
  }
  if (k_type != weight_type && group_row >= k_row) {
    return norm_rows_few(local, first, k_type, first_token);
  }
  return norm_rows_few(local, first, weight_type, first_token);
}

@compute @workgroup_size(group_size)
fn norm_qkv_few(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let group_row = group.x * (group_size / team) * rows_each;
  let row = group_row + local / team * rows_each;
  let first_token = group.y * tokens_each;
  let all = sums_of(local, rows_from(row), group_row, first_token);
  if (local % team != 0u) {
    return;
  }
  for (var t = 0u; t < tokens_each; t += 1u) {
    let sums = sums_of_token(t, all);
    let scale = inverseSqrt(sums.w / f32(inputs) /*@eps*/ + params.eps /*@*/);
    for (var r = 0u; r < rows_each; r += 1u) {
      store(first_token + t, row + r, sums[r] * scale);
    }
  }
}

fn store(row_token: u32, row: u32, value: f32) {
  if (row < q_rows) {
    q[row_token * q_rows + row] = /*@projection*/ value /*@*/;
  } else if (row >= k_row && row < k_row + kv_rows) {
    k[row_token * kv_rows + row - k_row] = /*@projection*/ value /*@*/;
  } else if (row >= v_row && row < v_row + kv_rows) {
    v[row_token * kv_rows + row - v_row] = /*@projection*/ value /*@*/;
  }
}
