// A chunk of inputs times the same of a norm's gains.
// needs: chunk, gain_vec8
fn gained_chunk(x: Chunk, chunk: u32) -> Chunk {
  var all: Chunk;
  all.a = gained_vec8(x.a, vec8_of(chunk, 0u));
  if (vec8s_per_chunk > 1u) {
    all.b = gained_vec8(x.b, vec8_of(chunk, 1u));
  }
  if (vec8s_per_chunk > 2u) {
    all.c = gained_vec8(x.c, vec8_of(chunk, 2u));
    all.d = gained_vec8(x.d, vec8_of(chunk, 3u));
  }
  return all;
}

fn gained_vec8(x: Vec8, vec8: u32) -> Vec8 {
  let gains = gain_vec8(vec8);
  return Vec8(x.low /*@gain*/ * gains.low /*@*/, x.high /*@gain*/ * gains.high /*@*/);
}
