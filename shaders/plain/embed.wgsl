// x[token] = table[ids[token]]. A table too large for one binding comes in pieces of rows, with one dispatch each. Exactly one of them writes
// a token.
// Shapes: ids [tokens], table [rows, width] -> x [tokens, width].
// needs: batch, blocks, weight_words
struct Params {
  width: u32,
  first_row: u32,
  rows: u32,
}

@group(0) @binding(0) var<storage, read> batch: Batch;
@group(0) @binding(1) var<storage, read> ids: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<u32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

override group_size: u32;

fn weight_word(index: u32) -> u32 {
  return table[index];
}

@compute @workgroup_size(group_size)
fn embed(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let token = id.y;
  if (column >= params.width) {
    return;
  }
  let row = ids[token] - params.first_row; // wraps to a large number for rows before this piece
  if (row < params.rows) {
    let index = row * params.width + column;
    x[token * params.width + column] = /*@embedding*/ weight_value(index) /*@*/;
  }
}
