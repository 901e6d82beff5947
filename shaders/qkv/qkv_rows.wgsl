// The rows of q, k and v in their pack, and what is bound.
// Shapes: x [tokens, inputs], gain [inputs], weight (q, k, v) [q_rows + 2 * kv_rows, inputs] packed -> q [tokens, q_rows], k and v
// [tokens, kv_rows].
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
// The rows of q, k and v are numbered from 0, k_row and v_row on: consecutively or, where types differ, each from a workgroup's first row on.
override k_row: u32;
override v_row: u32;
override k_type: u32; // that of q is weight_type
override v_type: u32;

// The first elements of rows. Rows between two weights, and beyond the last, are computed as the last before them, and written nowhere.
fn rows_first(rows: vec4<u32>) -> vec4<u32> {
  let last = vec4<u32>(kv_rows - 1u);
  let key = k_first + min(rows - k_row, last) * inputs;
  let value = v_first + min(rows - v_row, last) * inputs;
  let query = min(rows, vec4<u32>(q_rows - 1u)) * inputs;
  return select(select(value, key, rows < vec4<u32>(v_row)), query, rows < vec4<u32>(k_row));
}
