import type { Gpu } from '../../src/gpu/device.ts';
import { checksByStep } from '../../src/kernels/checking/catalogue.ts';
import type { KernelCheck } from '../../src/kernels/checking/kernel_check.ts';
import { runCheck, type CheckResult } from '../../src/kernels/checking/run.ts';

/** Seeds of every check of a step, by the check's name: for a device with all its features, and for one without subgroups. */
export function seedsOf(step: string): Record<string, Pick<KernelCheck, 'seeds' | 'seedsWithoutSubgroups'>> {
  const entries = Object.entries(checksByStep[step]!);
  return Object.fromEntries(
    entries.map(([name, { seeds, seedsWithoutSubgroups }]) => [name, { seeds, seedsWithoutSubgroups }]),
  );
}

/** Runs one check, at the random sizes and with the random data of each seed. */
export async function runSeeds(gpu: Gpu, step: string, name: string, seeds: readonly number[]): Promise<CheckResult[]> {
  const { check, tuning } = checksByStep[step]![name]!;
  const results = [];
  for (const seed of seeds) results.push(await runCheck(gpu, check, { seed }, tuning));
  return results;
}
