/** The gains of a layer's norms of q and k, [head_dim] each. */
export interface QkGains {
  qNorm: Float32Array;
  kNorm: Float32Array;
}

/**
 * Gains of k moved into those of q: of every pair that a rotation mixes, (i, i + head_dim / 2), k's are divided by a power of
 * two and q's multiplied by it, so that the largest of each come as near as they can. Powers of two change no bit of a
 * mantissa, and q . k keeps every product: scores are the same bit for bit. A pair of which a value would no longer be
 * exact where it is stored (`isExact`), or of which one side is 0, stays as it is.
 */
export function rebalance({ qNorm, kNorm }: QkGains, isExact: (value: number) => boolean): QkGains {
  const half = qNorm.length / 2;
  const moved = { qNorm: qNorm.slice(), kNorm: kNorm.slice() };
  for (let i = 0; i < half; i++) {
    const pair = [i, i + half];
    const largest = (gains: Float32Array) => Math.max(...pair.map((at) => Math.abs(gains[at]!)));
    const power = 2 ** Math.round(Math.log2(largest(kNorm) / largest(qNorm)) / 2);
    const next = pair.map((at) => ({ at, q: qNorm[at]! * power, k: kNorm[at]! / power }));
    if (!next.every(({ q, k }) => isExact(q) && isExact(k))) continue;
    for (const { at, q, k } of next) [moved.qNorm[at], moved.kNorm[at]] = [q, k];
  }
  return moved;
}
