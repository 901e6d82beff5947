import { relativeRmsError } from '../../numerics/compare.ts';
import type { WeightType } from '../operands.ts';
import { exact, toF32, type Round, type Values } from '../oracle/float64.ts';
import type { Random } from './random.ts';
import type { PlannedBatch, Rig } from './rig.ts';

/** Sizes of operands by name: `tokens`, `inputs`, `heads`. */
export type Sizes = Readonly<Record<string, number>>;

/** The sizes of a model that decide those of its kernels' operands. */
export interface ModelShape {
  hidden: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  ffn: number;
  vocabulary: number;
}

/** How a kernel is held to float64: at any sizes, in any format that its weights may have. */
export interface Check<S extends Sizes = Sizes> {
  /** Formats of its weights; empty where it has none. */
  readonly formats: readonly WeightType[];
  /** The smallest value of a size, where that is not 1. */
  readonly minima?: Partial<Record<keyof S, number>>;
  /** What a size has to be a multiple of, where that is not 1. */
  readonly multiples?: Partial<Record<keyof S, number>>;
  /** Random sizes, odd where the kernel takes odd ones. */
  sample(random: Random): S;
  /** The sizes that it has in a layer of `model`. */
  inModel(model: ModelShape): S;
  /**
   * Random operands of these sizes. `format` is one of `formats`, if there are any, and `others` are those of them that further weights of
   * the kernel may have.
   */
  build(rig: Rig, sizes: S, random: Random, format: WeightType, others: readonly WeightType[]): Case | Promise<Case>;
}

/** A check with its operands in GPU memory. */
export interface Case extends PlannedBatch {
  /** What is random besides sizes, in words. */
  words?: string;
  /** Bytes that the kernels have to read and write, each once. */
  bytes: number;
  /** Reads what the kernels have written, and holds it to an oracle. */
  judge: Judge;
}

/** How far a kernel was from float64, and how far it may be. */
export interface Judgement {
  /** rms(error) / rms(expected); Infinity where an output is not finite or was not written. */
  error: number;
  /** The same figure of the CPU in f32, operation by operation in order: what f32 can do. */
  floor: number;
  /** What `error` must not exceed. */
  bound: number;
  /** The value with the largest error, and its place among the results. */
  worst?: { index: number; actual: number; expected: number };
}

type Judge = () => Promise<Judgement>;

/**
 * A kernel may sum in another order and fuse multiplications into additions, so its error is another sample from the
 * floor's distribution. Of 150 shapes a kernel on Chromium 156's CPU adapter the worst was 1.45 times its floor (swiglu,
 * whose exp has an allowance of its own), and 1.03 times without built-ins.
 */
const floorMultiple = 2;

/** Half a unit in the last place of f32, relative. */
export const halfUlp = 2 ** -24;

/**
 * Judges by an oracle, which is asked once. `allowance` is the error that the WGSL specification permits the kernel's
 * built-ins, relative; 0 for kernels of plain arithmetic, which may still round once.
 */
export function againstFloat64(read: () => Promise<Values>, oracle: (round: Round) => Values, allowance = 0): Judge {
  let known: { expected: Values; floor: number } | null = null;
  return async () => {
    const actual = await read();
    if (!known) {
      const expected = oracle(exact);
      known = { expected, floor: relativeRmsError(oracle(toF32), expected) };
    }
    const { expected, floor } = known;
    const error = relativeRmsError(actual, expected);
    return { error, floor, bound: floorMultiple * floor + allowance, ...worstOf(actual, expected) };
  };
}

/** For kernels that only move values: every bit must be right. */
export function againstBits(read: () => Promise<Values>, expected: Values): Judge {
  return async () => {
    const actual = await read();
    const same =
      actual.length === expected.length && Array.from(actual).every((value, i) => Object.is(value, expected[i]));
    return { error: same ? 0 : Number.POSITIVE_INFINITY, floor: 0, bound: 0, ...worstOf(actual, expected) };
  };
}

function worstOf(actual: Values, expected: Values): Pick<Judgement, 'worst'> {
  let [index, largest] = [-1, 0];
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    const error = Math.abs(actual[i]! - expected[i]!);
    // One that is not finite is as wrong as can be.
    const size = Number.isFinite(error) ? error : Infinity;
    if (size > largest) [index, largest] = [i, size];
  }
  return index < 0 ? {} : { worst: { index, actual: actual[index]!, expected: expected[index]! } };
}

/** The values of several outputs, one after the other. */
export function joined(parts: readonly Values[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
