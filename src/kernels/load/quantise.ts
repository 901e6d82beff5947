import type { Recorder } from '../../gpu/recording.ts';
import quantise from '../../../shaders/load/quantise.wgsl';
import { sourceOf } from '../compose.ts';
import { weightTypes, weightUnit, type BlockType, type StoredType } from '../operands.ts';

/** Invocations a workgroup, within every adapter's 256: each makes a block of 32. */
const groupSize = 256;
const weightsAGroup = 32 * groupSize;

/** f32 values that every workgroup leaves of how far off its weights are. */
export const sumsAGroup = 3;

export interface QuantiseRun {
  /** What the weights are stored in, and what they become. */
  stored: { type: StoredType; buffer: GPUBuffer; first: number };
  blocks: { type: BlockType; binding: GPUBufferBinding; first: number };
  /** Weights to take; `first` is how many come before them, a multiple of 256 on either side. */
  count: number;
  sums: { buffer: GPUBuffer; firstGroup: number };
}

/** Workgroups that `count` weights take, each leaving sums. */
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
        block_type: weightTypes[blocks.type],
        group_size: groupSize,
      },
      {},
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

/** Adds up what workgroups `first` to `end - 1` left: sums of values times a power of two, and that power. */
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
