import type { Gpu } from '../gpu/device.ts';
import { tuningFor } from '../kernels/tuning.ts';
import { kernelVersion } from '../kernels/version.ts';
import { openCheckpoint, type Checkpoint } from '../model/checkpoint/checkpoint.ts';
import { kvBytesPerToken } from '../model/sequence/kv_cache.ts';
import { Session } from '../model/sequence/session.ts';
import { openSource } from '../model/checkpoint/sources/open.ts';
import { bytesInMemory } from '../model/weights/weight_choice.ts';
import type { ModelWeights } from '../model/families/model_weights.ts';
import { uploadWeights } from '../model/weights/weights.ts';
import type { NormGains } from '../model/weights/norm_gains.ts';
import { gainFigures, largestScore } from '../numerics/gains.ts';
import { refuse } from '../result.ts';
import { readTokenizerFiles } from '../tokenizer/files.ts';
import { createTokenizer, whyNoChat, type Tokenizer } from '../tokenizer/tokenizer.ts';
import type { CheckpointLocation, CheckpointSummary, GainScan, LoadedModel, LoadOptions, LoadProgress } from './api.ts';

/** A model that answers. */
export interface Model {
  info: LoadedModel;
  eosIds: readonly number[];
  weights: ModelWeights;
  /** Of its norms, as stored. */
  gains: NormGains;
  /** Null without tokenizer.json; `info.cannotChat` says so, and also when only the chat template is missing. */
  tokenizer: Tokenizer | null;
  session: Session;
  destroy(): void;
}

export async function inspectCheckpoint(location: CheckpointLocation): Promise<CheckpointSummary> {
  const { checkpoint, cannotChat } = await openAt(location);
  return summarise(checkpoint, cannotChat);
}

/** Reads a checkpoint onto the GPU. Refuses as its parts do; on any failure everything it took is given back. */
export async function loadModel(
  gpu: Gpu,
  location: CheckpointLocation,
  options: LoadOptions,
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void,
): Promise<Model> {
  const started = performance.now();
  onProgress({ stage: 'reading', bytes: 0, totalBytes: 0 });
  const { checkpoint, tokenizer, cannotChat } = await openAt(location);
  const summary = summarise(checkpoint, cannotChat);
  if (!Number.isInteger(options.context) || options.context < 1 || options.context > summary.config.maxPositions) {
    refuse(
      'bad-request',
      `A context of ${options.context} tokens: choose 1 to ${summary.config.maxPositions}, what config.json allows.`,
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
      loadMs: performance.now() - started,
    };
    return {
      info,
      eosIds: checkpoint.generation.eosTokenIds,
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

async function openAt(location: CheckpointLocation) {
  const source = openSource(location);
  const checkpoint = await openCheckpoint(source);
  const files = await readTokenizerFiles(source);
  const tokenizer = files.tokenizer === null ? null : createTokenizer(files, checkpoint.family.thinkingTags);
  if (tokenizer && tokenizer.largestId >= checkpoint.config.vocabSize) {
    refuse(
      'bad-checkpoint',
      `tokenizer.json: has ids to ${tokenizer.largestId}, config.json a vocab_size of ${checkpoint.config.vocabSize}; take both from the same model`,
    );
  }
  return { checkpoint, tokenizer, cannotChat: whyNoChat(files) };
}

function summarise(checkpoint: Checkpoint, cannotChat: string | null): CheckpointSummary {
  const { name, config, parameters, dtypes, weightBytes, generation } = checkpoint;
  const { temperature, topK, topP } = generation;
  return {
    name,
    config,
    parameters,
    dtypes,
    weightBytes,
    gpuBytes: bytesInMemory(checkpoint.tensors, checkpoint.family),
    kvBytesPerToken: kvBytesPerToken(config),
    recommended: { temperature, topK, topP },
    cannotChat,
  };
}
