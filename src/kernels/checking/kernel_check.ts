import { floatsByBits } from '../compose.ts';
import { formatsInTurn } from '../formats/formats.ts';
import type { Tuning } from '../tuning.ts';
import type { Check } from './check.ts';

/** A check with the seeds of the random sizes that tests run it at. */
export interface KernelCheck {
  check: Check;
  seeds: readonly number[];
  /** Those on a device without subgroups. */
  seedsWithoutSubgroups: readonly number[];
  /** Choices and sizes that the adapter or a small model would not take by itself. */
  tuning?: Partial<Tuning>;
}

/** The checks of a step, by name: its kernels' names, mostly. Found as `checks` of src/kernels/STEP/checks.ts. */
export type KernelChecks = Readonly<Record<string, KernelCheck>>;

/**
 * Fused kernels are compiled for the sizes they run at, which takes longer than running them: one seed for each of the formats in turn. Those
 * that are read by chunks get rows of whole units, the others whole vec8s twice and an odd length.
 */
const fusedSeeds = [120, 67, 122, 123, 124, 125, 126, 127, 128];
/** Rows of whole vec8s in FP8, and of an odd length in Q4. */
const fewSeeds = [14, 121];

/** Ten seeds for every format. */
function tenSeeds({ formats }: Check): number[] {
  const inTurn = formatsInTurn.filter((each) => formats.includes(each));
  return Array.from({ length: 10 * Math.max(1, inTurn.length) }, (_, i) => 1 + i);
}

/** Of a kernel that is compiled once for all sizes, and uses no subgroups. */
export function plainKernel(check: Check): KernelCheck {
  return { check, seeds: tenSeeds(check), seedsWithoutSubgroups: [] };
}

/** Of a kernel that takes statistics. */
export function watching(check: Check): KernelCheck {
  return { check, seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], seedsWithoutSubgroups: [2, 7] };
}

/** Of a fused kernel. */
export function fused(check: Check): KernelCheck {
  return { check, seeds: fusedSeeds, seedsWithoutSubgroups: fewSeeds };
}

/** Of a fused kernel for many tokens, which uses no subgroups. */
export function manyTokens(check: Check): KernelCheck {
  return { check, seeds: fusedSeeds, seedsWithoutSubgroups: [] };
}

/** Of a fused kernel that widens small floats by their bits, whatever the adapter keeps. */
export function byBits(check: Check): KernelCheck {
  const choices = { team: 'team_subgroups', tiles: 'tiles_registers', ...floatsByBits } as const;
  return { check, seeds: [1, 2], seedsWithoutSubgroups: [], tuning: { choices } };
}

/** Of tiles as they are on a GPU, for adapters that would take those of a CPU: a small tile that has all there is to a large one. */
export function inWorkgroupMemory(check: Check): KernelCheck {
  return {
    check,
    seeds: fewSeeds,
    seedsWithoutSubgroups: [],
    tuning: {
      // By bits, whatever the adapter keeps, so that every format is checked so.
      choices: { team: 'team_subgroups', tiles: 'tiles_workgroup', ...floatsByBits },
      tiles: { across: 4, down: 2, slices: 4, depth: 16 },
    },
  };
}
