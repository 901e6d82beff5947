// Several rows of weights per team, so that inputs are read once for all of them. In the loop every row's values have names and no index: a
// CPU adapter takes 1.7 ms for a layer's qkv of the demo with names, and 2.8 with an index.
// needs: team_row
// limit: 1 <= rows_each <= 4
override rows_each: u32;

fn rows_from(row: u32) -> vec4<u32> {
  return row + vec4<u32>(0u, 1u, 2u, 3u);
}

// Products of a chunk of inputs with the same chunk of rows that begin with the elements `first`, 0 for rows that a team does not have.
fn products_of(x: Chunk, first: vec4<u32>, chunk: u32, kind: u32) -> vec4f {
  var products = vec4f(product_chunk(x, first.x, chunk, kind), 0f, 0f, 0f);
  if (rows_each > 1u) {
    products.y = product_chunk(x, first.y, chunk, kind);
  }
  if (rows_each > 2u) {
    products.z = product_chunk(x, first.z, chunk, kind);
  }
  if (rows_each > 3u) {
    products.w = product_chunk(x, first.w, chunk, kind);
  }
  return products;
}
