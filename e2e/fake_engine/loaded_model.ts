import type { CheckpointSummary, LoadedModel, LoadOptions, Unavailable } from '../../src/worker/api.ts';

const plainGains = { mean: 1, std: 0.1, max: 1.4, nonFinite: 0 };
const norms = { inputNorm: plainGains, qNorm: plainGains, kNorm: plainGains, postNorm: plainGains };

/** A checkpoint as if it had been loaded. */
export async function loadedModel(
  summary: CheckpointSummary,
  { context, weights, cache }: LoadOptions,
  unavailable: Unavailable,
): Promise<LoadedModel> {
  return {
    ...summary,
    hash: await hashOf(summary),
    context,
    weights: {
      choice: weights,
      bytes: summary.gpuBytes[weights],
      error: weights === 'stored' ? null : { overall: 0.068, worst: { tensor: 'lm_head', error: 0.09 } },
    },
    cache: { type: cache, error: cache === 'f32' ? null : { tokens: 48, keys: 2e-4, values: 2e-4, logits: 3e-4 } },
    unavailable,
    kernels: 'fake',
    gains: {
      layers: Array.from({ length: summary.config.layers }, () => ({ ...norms, largestScore: 12 })),
      final: plainGains,
    },
    loadMs: 100,
  };
}

/** Equal for models whose small files are equal. */
async function hashOf({ config, parameters, dtypes }: CheckpointSummary): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([config, parameters, dtypes]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
