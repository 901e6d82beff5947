import { formatNames } from '../formats/formats.ts';
import type { Tuning } from '../tuning.ts';
import type { Check } from './check.ts';

/** A check with the seeds of the random shapes that it is run at. */
export interface KernelCheck {
  run: Check;
  seeds: readonly number[];
  /** Those on a device without subgroups. */
  seedsWithoutSubgroups: readonly number[];
  /** Choices and sizes that the adapter or a small model would not take by itself. */
  tuning?: Partial<Tuning>;
}

/** The checks of a step, by name. The page of checks finds them as `checks` of src/kernels/STEP/checks.ts. */
export type KernelChecks = Readonly<Record<string, KernelCheck>>;

const tenSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/**
 * Fused kernels are compiled for the sizes they run at, which takes longer than running them: as many neighbouring seeds as there are
 * formats, so that each gets one. From 85 on rows are of whole vec8s, of an odd length twice, and of whole units twice.
 */
const fusedSeeds = formatNames.map((_, i) => 85 + i);
/** Rows of whole vec8s, and of an odd length. */
const fewSeeds = [28, 29];

/** Of a kernel that is compiled once for all sizes, and uses no subgroups. */
export function plainKernel(run: Check): KernelCheck {
  return { run, seeds: tenSeeds, seedsWithoutSubgroups: [] };
}

/** Of a kernel that takes statistics. */
export function watching(run: Check): KernelCheck {
  return { run, seeds: tenSeeds, seedsWithoutSubgroups: [2, 7] };
}

/** Of a fused kernel. */
export function fused(run: Check): KernelCheck {
  return { run, seeds: fusedSeeds, seedsWithoutSubgroups: fewSeeds };
}

/** Of a fused kernel for many tokens, which uses no subgroups. */
export function manyTokens(run: Check): KernelCheck {
  return { run, seeds: fusedSeeds, seedsWithoutSubgroups: [] };
}

/** Of tiles as they are on a GPU, for adapters that would take those of a CPU: a small tile that has all there is to a large one. */
export function inWorkgroupMemory(run: Check): KernelCheck {
  return {
    run,
    seeds: fewSeeds,
    seedsWithoutSubgroups: [],
    tuning: {
      choices: { team: 'team_subgroups', tiles: 'tiles_workgroup' },
      tiles: { across: 4, down: 2, slices: 4, depth: 16 },
    },
  };
}

/** A check for each format, named by the kernel and the format. */
export function inEach<T extends string>(
  kernel: string,
  types: readonly T[],
  check: (type: T) => KernelCheck,
): KernelChecks {
  return Object.fromEntries(types.map((type) => [`${kernel} ${type}`, check(type)]));
}
