// Keys are the bits of floats in an order that unsigned integers share, with both zeros alike. Key 0 is for what cannot be chosen, NaN and
// infinities, which are classified by their bits. Of two (key, id) pairs the larger key is better and, of equal keys, the lower id.
// expects: override group_size: u32
var<workgroup> best: array<vec2<u32>, group_size>;

fn ordered_key(bits: u32) -> u32 {
  if ((bits & 0x7f800000u) == 0x7f800000u) {
    return 0u;
  }
  return select(bits | 0x80000000u, 0u - bits, (bits & 0x80000000u) != 0u);
}

fn better(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  return select(a, b, b.x > a.x || (b.x == a.x && b.y < a.y));
}

// The best of the workgroup, for every invocation.
fn best_of_group(local: u32, own: vec2<u32>) -> vec2<u32> {
  best[local] = own;
  for (var half = group_size / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (local < half) {
      best[local] = better(best[local], best[local + half]);
    }
  }
  workgroupBarrier();
  return best[0];
}
