import assemble from '../../../shaders/load/assemble.wgsl';
import { floatsByBits, sourceOf } from '../compose.ts';
import type { Recorder } from '../../gpu/recording.ts';
import { weightTypes, type CompositeType } from '../formats/formats.ts';

/** Invocations per workgroup, within every adapter's 256. Each takes a word. */
const groupSize = 256;

const plain = { upper: 0, interleaved: 0, added: 0, scale_type: weightTypes.BF16 };

/**
 * What a tensor can be of a weight [outputs, inputs] in a grouped format, and how it lies in a file: constants of shaders/load/assemble.wgsl,
 * which says more of each. A code has 4 or 8 bits, a word 32.
 */
const parts = {
  /** MLX, FP8: codes [outputs, inputs], in words or bytes. */
  codes: { ...plain, part: 0 },
  /** GPTQ: codes [inputs / n, outputs], n neighbours of a row in a word. */
  codesDown: { ...plain, part: 1 },
  /** AWQ: codes [inputs, outputs / 8], eight outputs in a word, in the order 0, 2, 4, 6, 1, 3, 5, 7. */
  codesAcross: { ...plain, part: 2, interleaved: 1 },
  /** MLX: [outputs, groups]. */
  scales: { ...plain, part: 3 },
  biases: { ...plain, part: 3, upper: 1 },
  /** GPTQ, AWQ: [groups, outputs], in bf16 or f16. */
  scalesDownBf16: { ...plain, part: 4 },
  scalesDownF16: { ...plain, part: 4, scale_type: weightTypes.F16 },
  /** GPTQ: [groups, outputs / n], in order. */
  zeros: { ...plain, part: 5 },
  /** GPTQ in its first version: zero points less one, modulo 16 or 256. */
  zerosLessOne: { ...plain, part: 5, added: 1 },
  /** AWQ: [groups, outputs / 8], in the order of its codes. */
  zerosInterleaved: { ...plain, part: 5, interleaved: 1 },
  /** FP8: [outputs / 128, inputs / 128], rounded up, in bf16 or f32. */
  blockScalesBf16: { ...plain, part: 6 },
  blockScalesF32: { ...plain, part: 6, scale_type: weightTypes.F32 },
} as const;

export type PartKind = keyof typeof parts;

export interface AssembleRun {
  kind: PartKind;
  /** Words of the part; `first` is how many come before them. */
  stored: { buffer: GPUBuffer; first: number; words: number };
  weight: { type: CompositeType; rows: number; columns: number };
  /** The piece of the weight that gets what is its own. It begins as zeros. */
  piece: { binding: GPUBufferBinding; firstRow: number; rows: number };
}

/** Records one dispatch. */
export function recordAssemble(recorder: Recorder<unknown>, { kind, stored, weight, piece }: AssembleRun): void {
  recorder.dispatch(
    sourceOf(assemble, { ...parts[kind], weight_type: weightTypes[weight.type], group_size: groupSize }, floatsByBits),
    { stored: stored.buffer, units: piece.binding },
    {
      first: stored.first,
      words: stored.words,
      rows: weight.rows,
      columns: weight.columns,
      first_row: piece.firstRow,
      piece_rows: piece.rows,
    },
    { x: Math.ceil(stored.words / groupSize), y: 1 },
  );
}
