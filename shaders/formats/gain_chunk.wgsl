// A chunk of inputs times the same of a norm's gains.
// needs: chunk, gain_eight
fn gained_chunk(x: Chunk, chunk: u32) -> Chunk {
  var all: Chunk;
  all.a = gained_eight(x.a, eight_of(chunk, 0u));
  if (eights_each > 1u) {
    all.b = gained_eight(x.b, eight_of(chunk, 1u));
  }
  if (eights_each > 2u) {
    all.c = gained_eight(x.c, eight_of(chunk, 2u));
    all.d = gained_eight(x.d, eight_of(chunk, 3u));
  }
  return all;
}

fn gained_eight(x: Eight, eight: u32) -> Eight {
  let gains = gain_eight(eight);
  return Eight(x.low /*@gain*/ * gains.low /*@*/, x.high /*@gain*/ * gains.high /*@*/);
}
