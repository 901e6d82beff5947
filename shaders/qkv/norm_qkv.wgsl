// q, k and v of one token: y = W (x * gain) * rsqrt(mean(x^2) + eps).
// Shapes: x [inputs], gain [inputs], weight [q_rows + 2 * kv_rows, inputs] packed -> q [q_rows], k and v [kv_rows].
// needs: norm_rows
struct Params {
  eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<vec4f>;
@group(0) @binding(1) var<storage, read> gain: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> weight: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> q: array<f32>;
@group(0) @binding(4) var<storage, read_write> k: array<f32>;
@group(0) @binding(5) var<storage, read_write> v: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

override group_size: u32;
override inputs: u32;
override q_rows: u32;
override kv_rows: u32;
override k_first: u32; // elements before k in the pack
override v_first: u32;

// The first elements of rows. Teams beyond the last row compute it again and write nothing.
fn rows_first(rows: vec4<u32>) -> vec4<u32> {
  let keys = rows - q_rows;
  let values = min(keys - kv_rows, vec4<u32>(kv_rows - 1u));
  let key_or_value = select(v_first + values * inputs, k_first + keys * inputs, keys < vec4<u32>(kv_rows));
  return select(key_or_value, rows * inputs, rows < vec4<u32>(q_rows));
}

fn input_four(index: u32) -> vec4f {
  return x[index];
}

@compute @workgroup_size(group_size)
fn norm_qkv(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = (group.x * (group_size / team) + local / team) * rows_each;
  let sums = norm_rows(local, rows_first(rows_from(row)));
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
  } else if (row < q_rows + kv_rows) {
    k[row - q_rows] = /*@projection*/ value /*@*/;
  } else if (row < q_rows + 2u * kv_rows) {
    v[row - q_rows - kv_rows] = /*@projection*/ value /*@*/;
  }
}
