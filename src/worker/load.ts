import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { kernelVersion } from '../kernels/version.ts';
import { measureCacheError } from '../lab/cache_error.ts';
import type { GainScan } from '../lab/contract/loaded_model.ts';
import { passModel, type Model } from '../lab/model.ts';
import type { ModelConfig } from '../model/families/model_config.ts';
import type { PassModel } from '../model/pass/pass_memory.ts';
import { Session } from '../model/sequence/session.ts';
import type { NormGains } from '../model/weights/norm_gains.ts';
import { uploadWeights } from '../model/weights/weights.ts';
import { gainFigures, largestScore } from '../numerics/gains/gain_figures.ts';
import { refuse } from '../result.ts';
import type { LoadOptions, LoadProgress } from './api.ts';
import type { InspectedCheckpoint } from './inspected_checkpoints.ts';

/** Reads a checkpoint's weights onto the GPU. Refuses as its parts do; on any failure it frees all that it allocated. */
export async function loadModel(
  gpu: Gpu,
  { summary, checkpoint, tokenizer, eosIds, readMs }: InspectedCheckpoint,
  options: LoadOptions,
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void,
): Promise<Model> {
  const started = performance.now();
  checkContext(options.context, summary.config);
  const progress = (stage: LoadProgress['stage'], bytes: number) => {
    onProgress({ stage, bytes, totalBytes: summary.weightBytes });
  };
  const { weights, hash, bytes, error, gains, destroy } = await uploadWeights(gpu, checkpoint, {
    choice: options.weights,
    maxBindingBytes: gpu.adapter.maxBindingBytes,
    signal,
    onBytes: (bytes) => progress('weights', bytes),
  });
  try {
    progress('kernels', summary.weightBytes);
    const model = { config: checkpoint.config, weights, cacheType: options.cache };
    const session = await createSession(gpu, model, options.context);
    const info = {
      ...summary,
      hash,
      context: options.context,
      weights: { choice: options.weights, bytes, error },
      cache: { type: options.cache, error: options.cache === 'f32' ? null : await measureCacheError(gpu, model) },
      unavailable: session.programs.fallbacks.unavailable,
      kernels: await kernelVersion(tuningFor(gpu), import.meta.url.split('/').at(-1)!),
      gains: scan(gains),
      loadMs: readMs + performance.now() - started,
    };
    return { info, eosIds, checkpoint, weights, gains, tokenizer, session, freeWeights: destroy };
  } catch (error) {
    destroy();
    throw error;
  }
}

/** `model` with another KV cache. The session of before is its caller's to destroy. */
export async function resizeModel(gpu: Gpu, model: Model, context: number): Promise<Model> {
  const { info } = model;
  checkContext(context, info.config);
  const session = await createSession(gpu, passModel(model), context);
  return { ...model, session, info: { ...info, context, unavailable: session.programs.fallbacks.unavailable } };
}

export function destroyModel({ session, freeWeights }: Model): void {
  session.destroy();
  freeWeights();
}

function checkContext(context: number, { maxPositions }: ModelConfig): void {
  if (Number.isInteger(context) && context >= 1 && context <= maxPositions) return;
  refuse('bad-request', `A context of ${context} tokens: choose 1 to ${maxPositions}, what config.json allows.`);
}

function createSession(gpu: Gpu, model: PassModel, context: number): Promise<Session> {
  const chunk = Math.min(context, tuningFor(gpu).chunk);
  return Session.create(gpu, model, { context, chunk, logits: 'last', onUncompiled: 'fall-back' });
}

function scan({ layers, final }: NormGains): GainScan {
  return {
    final: gainFigures(final),
    layers: layers.map(({ inputNorm, qNorm, kNorm, postNorm }) => ({
      inputNorm: gainFigures(inputNorm),
      qNorm: gainFigures(qNorm),
      kNorm: gainFigures(kNorm),
      postNorm: gainFigures(postNorm),
      largestScore: largestScore(qNorm, kNorm),
    })),
  };
}
