/**
 * Whether logits [vocabulary] carry no information: one is not finite, or all are equal. The latter happens when an overflow
 * made a norm's scale 1/infinity and everything after it 0: no NaN remains to be found, and id 0 is sampled for ever.
 */
export function collapsed(logits: Float32Array): boolean {
  let equal = true;
  for (const logit of logits) {
    if (!Number.isFinite(logit)) return true;
    equal &&= logit === logits[0];
  }
  return equal;
}
