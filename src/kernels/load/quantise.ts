import quantise from '../../../shaders/load/quantise.wgsl';
import { floatsByBits, sourceOf } from '../compose.ts';
import type { Recorder } from '../../gpu/recording.ts';
import { formatOf, weightTypes, type DenseType, type QuantisedType } from '../formats/formats.ts';
import { weightUnit } from '../operands.ts';

/** Invocations per workgroup, within every adapter's 256. Each makes a block of 32. */
const groupSize = 256;
const weightsAGroup = 32 * groupSize;

/** f32 values that every workgroup writes about the error of its weights. */
export const sumsAGroup = 3;

export interface QuantiseRun {
  /** What the weights are stored in, and what they become. */
  stored: { type: DenseType; buffer: GPUBuffer; first: number };
  blocks: { type: QuantisedType; binding: GPUBufferBinding; first: number };
  /** Weights to quantise. `first` is how many come before them, a multiple of 256 on either side. */
  count: number;
  sums: { buffer: GPUBuffer; firstGroup: number };
}

/** Workgroups for `count` weights. Each writes sums. */
export function quantiseGroups(count: number): number {
  return Math.ceil(count / weightsAGroup);
}

/** Records one dispatch. */
export function recordQuantise(recorder: Recorder<unknown>, { stored, blocks, count, sums }: QuantiseRun): void {
  recorder.dispatch(
    sourceOf(
      quantise,
      {
        weight_type: weightTypes[stored.type],
        ...formatOf(blocks.type).quantised.constants,
        group_size: groupSize,
      },
      floatsByBits,
    ),
    { stored: stored.buffer, blocks: blocks.binding, sums: sums.buffer },
    {
      first: stored.first,
      count,
      first_block: blocks.first / weightUnit(blocks.type).elements,
      first_group: sums.firstGroup,
    },
    { x: quantiseGroups(count), y: 1 },
  );
}

/** Squared errors and squares, added up in float64. */
export interface SquareSums {
  errors: number;
  squares: number;
}

/** Adds up what workgroups `first` to `end - 1` wrote: sums of values times a power of two, and that power. */
export function addSums(sums: Float32Array, first: number, end: number): SquareSums {
  const total = { errors: 0, squares: 0 };
  for (let group = first; group < end; group++) {
    const at = group * sumsAGroup;
    const scale = sums[at + 2]! ** 2;
    total.errors += sums[at]! / scale;
    total.squares += sums[at + 1]! / scale;
  }
  return total;
}
