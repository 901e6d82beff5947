import type { StepName } from '../../worker/api.ts';

/** What each step does, and what its fused kernel combines, in a line. */
export const stepTexts: Record<StepName, string> = {
  embed: 'Looks up the token’s row of the embedding. One kernel in either set, so there is nothing to switch.',
  qkv: 'Norm, then the products for queries, keys and values. Fused: one kernel for all four.',
  rope: 'Norms every head of q and k, rotates them by position, appends to the cache. Fused: one kernel, or none where attention does it.',
  attention:
    'Queries weigh the cached keys and sum the values. Fused: a running softmax over parts of the context at once.',
  attn_out: 'Product back to the stream, and the sum. Fused: one kernel, which may also merge attention’s parts.',
  gate_up: 'Norm, the products gate and up, SiLU·mul. Fused: one kernel for all four.',
  down: 'Product back to the stream, and the sum. Fused: one kernel.',
  logits: 'Final norm, then a score for every token of the vocabulary. Fused: one kernel.',
  sample:
    'Chooses the next token. Reference: on the CPU, from all logits. Fused: on the GPU, where it can, with no round trip.',
};
