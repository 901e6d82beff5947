import type { Recorder } from '../../gpu/recording.ts';
import sample from '../../../shaders/sample/sample.wgsl';
import sampleParts from '../../../shaders/sample/sample_parts.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Activation } from '../operands.ts';

/** As in shaders/sample/bins.wgsl: there is a bin for every block, and one for every token of a block. */
const bins = 512;
/** The smallest block, in logits: four for each of the 32 lanes that read together. */
const minBlock = 128;

/** The largest vocabulary that can be sampled from. Qwen3's has 151,936 ids. */
export const maxVocabulary = bins * bins;

/** u32 values between the two dispatches: key, id and weight of every block, padded to four. */
export const samplePartsSize = 4 * bins;

/** Invocations per workgroup of the first dispatch, and of the one workgroup of the second. */
export interface SampleSizes {
  partsSize: number;
  groupSize: number;
}

export function sampleSizes({ isCpu, maxGroupSize }: AdapterTraits): SampleSizes {
  if (isCpu) return { partsSize: 4, groupSize: 4 };
  return { partsSize: 128, groupSize: maxGroupSize >= 1024 ? 1024 : 256 };
}

/** u32 values that {@link packSamplingParams} makes. */
export const samplingParamsSize = 10;

/** The struct SamplingParams of shaders/sample/score.wgsl. */
export interface SamplingParams {
  random: number;
  greedy: boolean;
  topK: number;
  topP: number;
  penalty: number;
  inversePenalty: number;
  steepness: number;
  halving: number;
  tailDepth: number;
  maxDepth: number;
}

export function packSamplingParams(sampling: SamplingParams): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(samplingParamsSize);
  const { penalty, inversePenalty, steepness, halving, tailDepth, maxDepth } = sampling;
  words.set([sampling.random, sampling.greedy ? 1 : 0, sampling.topK, sampling.topP]);
  new Float32Array(words.buffer).set([penalty, inversePenalty, steepness, halving, tailDepth, maxDepth], 4);
  return words;
}

export interface SampleOperands {
  batch: GPUBuffer;
  logits: Activation;
  /** A bit for every id of the vocabulary. */
  seen: GPUBuffer;
  sampling: GPUBuffer;
  parts: GPUBuffer;
  ids: GPUBuffer;
  everyRow: boolean;
}

/**
 * Samples from the logits of the batch's last token into `ids[0]`, marks the id as seen, and makes `batch` that token's. Two
 * dispatches.
 */
export function recordSample(
  recorder: Recorder<unknown>,
  to: SampleOperands,
  tuning: AdapterTraits & { sample: SampleSizes },
): void {
  const { batch, logits, seen, sampling, parts, ids } = to;
  const { partsSize, groupSize } = tuning.sample;
  const block = Math.max(minBlock, 2 ** Math.ceil(Math.log2(logits.width / bins)));
  const row = { width: logits.width, every_row: to.everyRow ? 1 : 0 };
  const count = Math.ceil(logits.width / block);
  recorder.dispatch(
    sourceOf(
      sampleParts,
      {
        group_size: partsSize,
        ...teamLanes(partsSize, tuning),
        block,
      },
      tuning.choices,
    ),
    { batch, logits: logits.binding, seen, sampling, parts },
    row,
    { x: count, y: 1 },
  );
  recorder.dispatch(
    sourceOf(sample, { group_size: groupSize, block }, {}),
    { batch, logits: logits.binding, sampling, parts, seen, ids },
    { ...row, count },
    { x: 1, y: 1 },
  );
}
