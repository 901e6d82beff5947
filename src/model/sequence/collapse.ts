/**
 * Whether logits [vocabulary] say nothing at all: one is not finite, or all are equal. So it looks when an overflow somewhere
 * before made a norm's scale 1/infinity and everything after it 0: no NaN is left to be found, and id 0 is drawn for ever.
 */
export function collapsed(logits: Float32Array): boolean {
  let equal = true;
  for (const logit of logits) {
    if (!Number.isFinite(logit)) return true;
    equal &&= logit === logits[0];
  }
  return equal;
}
