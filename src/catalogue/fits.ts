import { bytes, count } from '../format.ts';
import type { WeightChoice } from '../vocabulary/weight_choice.ts';
import type { Footprint } from './footprint.ts';
import { t } from '../strings/models/t.ts';

/** What is known about a GPU. No browser says how much memory it has. */
export interface GpuRoom {
  /** The largest storage buffer that can be bound whole. Weights are split to fit it, and a layer's KV cache by its key heads. */
  maxBindingBytes: number;
  /** Whether it has subgroup matrices, which read what is split for them. */
  multipliesMatrices: boolean;
  /** What a model took that was loaded on this GPU; 0 if none was. */
  loadedBytes: number;
  /** What a model would have taken for which the memory did not suffice; null if that never happened. */
  failedBytes: number | null;
  /** The machine's memory as the browser rounds it down, to 8 GiB at most; null where it does not say. */
  machineBytes: number | null;
}

export interface Fit {
  fits: 'yes' | 'unknown' | 'no';
  /** One sentence. */
  why: string;
}

const gib = 2 ** 30;

/** What a GPU is assumed to have for a model: half of the machine's memory, which an integrated GPU shares with everything else. */
function assumedBytes({ machineBytes }: GpuRoom): number {
  return machineBytes === null ? 2 * gib : machineBytes / 2;
}

/** How a model is loaded. */
export interface Use {
  weights: WeightChoice;
  /** Tokens that the KV cache has room for. */
  context: number;
}

/** Bytes of GPU memory that a model takes: its weights and its KV cache, and what a GPU with subgroup matrices reads prompts with. */
export function gpuBytes(footprint: Footprint, use: Use, { multipliesMatrices, maxBindingBytes }: GpuRoom): number {
  const scratch = footprint.scratch[use.weights] ?? footprint.scratch.stored;
  return keptBytes(footprint, use) + (multipliesMatrices && scratch.largest <= maxBindingBytes ? scratch.bytes : 0);
}

/** Those of weights and KV cache, which is what is remembered of a model that was loaded. */
function keptBytes({ weights, kvPerToken }: Footprint, use: Use): number {
  return (weights[use.weights] ?? weights.stored) + kvPerToken * use.context;
}

/** Whether a model fits a GPU, as far as that can be known without loading it. */
export function fitOf(footprint: Footprint, use: Use, gpu: GpuRoom): Fit {
  const { kvPerHead } = footprint;
  const { context } = use;
  const needed = gpuBytes(footprint, use, gpu);
  const kept = keptBytes(footprint, use);
  if (kvPerHead * context > gpu.maxBindingBytes) {
    const most = Math.floor(gpu.maxBindingBytes / kvPerHead);
    const why = t('cacheTooLarge', {
      context: count(context),
      bytes: bytes(kvPerHead * context),
      limit: bytes(gpu.maxBindingBytes),
      most: count(most),
    });
    return { fits: 'no', why };
  }
  if (kept <= gpu.loadedBytes) return { fits: 'yes', why: t('fitsAsBefore', { bytes: bytes(needed) }) };
  if (gpu.failedBytes !== null && kept >= gpu.failedBytes) {
    return { fits: 'no', why: t('failedBefore', { bytes: bytes(gpu.failedBytes) }) };
  }
  if (needed <= assumedBytes(gpu)) {
    const why = t(gpu.machineBytes === null ? 'fitsMostGpus' : 'fitsHalf', { bytes: bytes(needed) });
    return { fits: 'yes', why };
  }
  return { fits: 'unknown', why: t('fitUnknown') };
}
