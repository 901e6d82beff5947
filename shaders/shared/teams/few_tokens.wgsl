// Products of a few tokens: a workgroup takes four, so that weights are read once for them. Each token's sums are taken in the order in which
// those of one token are. Tokens of a workgroup beyond the last of the batch are computed from whatever lies there: buffers have room for
// eight rows, and nothing reads what is written to the others.
// needs: few
// expects: override inputs: u32
// expects: fn row_four(index: u32) -> vec4f
const tokens_each = 4u;

// Vec4 `index` of the token's row, where rows [tokens, inputs] follow each other without a gap.
fn input_four(index: u32) -> vec4f {
  if (inputs % 4u == 0u) {
    return row_four(token * (inputs / 4u) + index);
  }
  let first = token * inputs + index * 4u;
  return vec4f(row_element(first), row_element(first + 1u), row_element(first + 2u), row_element(first + 3u));
}

fn row_element(index: u32) -> f32 {
  return row_four(index / 4u)[index % 4u];
}
