import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { kernelVersion } from '../kernels/version.ts';
import type { GainScan } from '../lab/contract/loaded_model.ts';
import type { Model } from '../lab/model.ts';
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
  const { maxPositions } = summary.config;
  if (!Number.isInteger(options.context) || options.context < 1 || options.context > maxPositions) {
    refuse(
      'bad-request',
      `A context of ${options.context} tokens: choose 1 to ${maxPositions}, what config.json allows.`,
    );
  }
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
    const model = { config: checkpoint.config, weights };
    const session = await Session.create(gpu, model, {
      context: options.context,
      chunk: Math.min(options.context, tuningFor(gpu).chunk),
      logits: 'last',
      onUncompiled: 'fall-back',
    });
    const info = {
      ...summary,
      hash,
      context: options.context,
      weights: { choice: options.weights, bytes, error },
      unavailable: session.programs.fallbacks.unavailable,
      kernels: await kernelVersion(tuningFor(gpu), import.meta.url.split('/').at(-1)!),
      gains: scan(gains),
      loadMs: readMs + performance.now() - started,
    };
    return {
      info,
      eosIds,
      weights,
      gains,
      tokenizer,
      session,
      destroy() {
        session.destroy();
        destroy();
      },
    };
  } catch (error) {
    destroy();
    throw error;
  }
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
