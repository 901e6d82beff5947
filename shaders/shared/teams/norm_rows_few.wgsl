// What norm_rows.wgsl computes, for four tokens. Their sums have names, since arrays in a function go to memory.
// needs: team_rows, gain_chunk, few_tokens
// limit: 1 <= rows_each <= 3
struct TokenSums {
  a: vec4f,
  b: vec4f,
  c: vec4f,
  d: vec4f,
}

fn norm_rows_few(local: u32, first: vec4<u32>, kind: u32, first_token: u32) -> TokenSums {
  let lane = local % team;
  var sums: TokenSums;
  for (var n = 0u; n < team_steps; n += 1u) {
    let place = lane + n * team;
    sums.a = /*@accumulator*/ sums.a /*@*/ + norm_step(first_token, first, kind, place);
    sums.b = /*@accumulator*/ sums.b /*@*/ + norm_step(first_token + 1u, first, kind, place);
    sums.c = /*@accumulator*/ sums.c /*@*/ + norm_step(first_token + 2u, first, kind, place);
    sums.d = /*@accumulator*/ sums.d /*@*/ + norm_step(first_token + 3u, first, kind, place);
  }
  return TokenSums(
    team_sums(local, sums.a), team_sums(local, sums.b), team_sums(local, sums.c), team_sums(local, sums.d),
  );
}

fn norm_step(row_token: u32, first: vec4<u32>, kind: u32, place: u32) -> vec4f {
  token = row_token;
  let chunk = in_row(place);
  let xs = input_chunk(chunk);
  let gained = gained_chunk(xs, chunk);
  var products = products_of(gained, first, chunk, kind);
  products.w = dot_chunk(xs, xs);
  return masked(products, place);
}

fn sums_of_token(n: u32, sums: TokenSums) -> vec4f {
  return select(select(sums.d, sums.c, n == 2u), select(sums.b, sums.a, n == 0u), n < 2u);
}
