/** The gains of a layer's Q-norm and K-norm, [head_dim] each. */
export interface QkGains {
  qNorm: Float32Array;
  kNorm: Float32Array;
}

/**
 * Moves gains from k to q. In every pair that a rotation mixes, (i, i + head_dim / 2), the gains of k are divided by a power of
 * two and those of q multiplied by it, so that the largest of each come as close as possible. Powers of two keep every
 * mantissa and every product, so scores are equal bit for bit. A pair stays as it is where a value could not be stored
 * exactly (`isExact`), or where one side is 0.
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
