import type { Recorder } from '../../gpu/recording.ts';
import sample from '../../../shaders/sample/sample.wgsl';
import sampleParts from '../../../shaders/sample/sample_parts.wgsl';
import { teamLanes, type AdapterTraits } from '../adapter_traits.ts';
import { sourceOf } from '../compose.ts';
import type { Activation } from '../operands.ts';

/** As in shaders/sample/bins.wgsl: a block has a bin, and a token of a block has one. */
const bins = 512;
/** Logits a block, where the vocabulary lets it: four for each of the 32 lanes that read together. */
const minBlock = 128;

/** The largest vocabulary that can be drawn from; Qwen3's is 151,936. */
export const maxVocabulary = bins * bins;

/** u32 values between the two dispatches: key, id and weight of every block, filled up to four. */
export const samplePartsSize = 4 * bins;

/** Invocations a workgroup of the first dispatch, and of the second, which is one workgroup. */
export interface SampleSizes {
  partsSize: number;
  groupSize: number;
}

export function sampleSizes({ isCpu, maxGroupSize }: AdapterTraits): SampleSizes {
  if (isCpu) return { partsSize: 4, groupSize: 4 };
  return { partsSize: 128, groupSize: maxGroupSize >= 1024 ? 1024 : 256 };
}

/** u32 values that {@link packDrawing} makes. */
export const drawingSize = 10;

/** What a draw is made from: struct Drawing of shaders/sample/score.wgsl. */
export interface Drawing {
  random: number;
  greedy: boolean;
  topK: number;
  topP: number;
  penalty: number;
  inversePenalty: number;
  steepness: number;
  halving: number;
  tailDepth: number;
  leastDepth: number;
}

export function packDrawing(drawing: Drawing): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(drawingSize);
  const { penalty, inversePenalty, steepness, halving, tailDepth, leastDepth } = drawing;
  words.set([drawing.random, drawing.greedy ? 1 : 0, drawing.topK, drawing.topP]);
  new Float32Array(words.buffer).set([penalty, inversePenalty, steepness, halving, tailDepth, leastDepth], 4);
  return words;
}

export interface SampleOperands {
  batch: GPUBuffer;
  logits: Activation;
  /** A bit for every id of the vocabulary. */
  seen: GPUBuffer;
  drawing: GPUBuffer;
  parts: GPUBuffer;
  ids: GPUBuffer;
  everyRow: boolean;
}

/** Draws from the logits of the batch's last token into `ids[0]`, and marks it as seen; `batch` becomes its own. Two dispatches. */
export function recordSample(
  recorder: Recorder<unknown>,
  to: SampleOperands,
  tuning: AdapterTraits & { sample: SampleSizes },
): void {
  const { batch, logits, seen, drawing, parts, ids } = to;
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
    { batch, logits: logits.binding, seen, drawing, parts },
    row,
    { x: count, y: 1 },
  );
  recorder.dispatch(
    sourceOf(sample, { group_size: groupSize, block }, {}),
    { batch, logits: logits.binding, drawing, parts, seen, ids },
    { ...row, count },
    { x: 1, y: 1 },
  );
}
