import type { Round, Values } from '../oracle/float64.ts';
import { exact } from '../oracle/float64.ts';
import { relativeRmsError } from '../../numerics/compare.ts';
import type { Random } from './random.ts';
import type { Rig } from './rig.ts';

/** How far a kernel was from float64, and how far it may be. */
export interface CheckResult {
  /** The random shape, in words. */
  shape: string;
  /** rms(error) / rms(expected); Infinity where an output is not finite or was not written. */
  error: number;
  /** The same figure of the CPU in f32, operation by operation in order: what f32 can do. */
  floor: number;
  /** What `error` must not exceed. */
  bound: number;
}

/** Runs one kernel at a random odd size. */
export type Check = (rig: Rig, random: Random) => Promise<CheckResult>;

/**
 * A kernel may sum in another order and fuse multiplications into additions, so its error is another draw from the
 * floor's distribution. Of 150 shapes a kernel on Chromium 156's CPU adapter the worst was 1.45 times its floor (swiglu,
 * whose exp has an allowance of its own), and 1.03 times without built-ins.
 */
const floorMultiple = 2;

/** Half a unit in the last place of f32, relative. */
export const halfUlp = 2 ** -24;

/**
 * Judges `actual` against an oracle. `allowance` is what the WGSL specification lets built-ins of the kernel be off,
 * relative; 0 for kernels of plain arithmetic, which may still round once.
 */
export function judge(shape: string, actual: Values, oracle: (round: Round) => Values, allowance = 0): CheckResult {
  const expected = oracle(exact);
  const floor = relativeRmsError(oracle(Math.fround), expected);
  return { shape, error: relativeRmsError(actual, expected), floor, bound: floorMultiple * floor + allowance };
}

/** For kernels that only move values: every bit must be right. */
export function judgeEqual(shape: string, actual: Values, expected: Values): CheckResult {
  const same =
    actual.length === expected.length && Array.from(actual).every((value, i) => Object.is(value, expected[i]));
  return { shape, error: same ? 0 : Number.POSITIVE_INFINITY, floor: 0, bound: 0 };
}
