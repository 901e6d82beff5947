// A team's sums of W (x * gain) for up to three rows that begin with the elements `first`, and of x^2 in w. A norm's scale is one number per
// token, so it is applied to the finished sums and nothing waits for it.
// needs: team_rows, gain_chunk
// limit: 1 <= rows_each <= 3
fn norm_rows(local: u32, first: vec4<u32>, kind: u32) -> vec4f {
  let lane = local % team;
  var sums = vec4f();
  for (var n = 0u; n < team_steps; n += 1u) {
    let chunk = in_row(lane + n * team);
    let xs = input_chunk(chunk);
    let gained = gained_chunk(xs, chunk);
    var products = products_of(gained, first, chunk, kind);
    products.w = dot_chunk(xs, xs);
    sums = /*@accumulator*/ sums /*@*/ + masked(products, lane + n * team);
  }
  return team_sums(local, sums);
}
