/** Log-probabilities of the softmax of logits, in nats. Sums are in float64. */
export function logProbabilities(logits: Float32Array): Float32Array<ArrayBuffer> {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const shift = largest + Math.log(sum);
  return Float32Array.from(logits, (logit) => logit - shift);
}
