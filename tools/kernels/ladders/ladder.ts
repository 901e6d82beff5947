import type { Check } from '../../../src/kernels/checking/check.ts';

/** A kernel of a ladder: one way to compute what all of them compute. */
export interface Rung {
  name: string;
  /** What it teaches, in one line. */
  lesson: string;
  check: Check;
}

/** Ways to compute the same, naive first. */
export interface Ladder {
  title: string;
  rungs: readonly Rung[];
}
