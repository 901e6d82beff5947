import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import type { KernelSource } from '../gpu/kernel_cache.ts';

const files = import.meta.glob<string>('../../shaders/*/*.wgsl', { query: '?raw', import: 'default', eager: true });

/** How sums of several invocations are taken: through subgroups, or through workgroup memory alone. */
export type TeamSums = 'team_subgroups' | 'team_workgroup';

/** Where products of many tokens keep what they multiply: in workgroup memory, or, on a CPU, nowhere but in registers. */
export type TileMemory = 'tiles_workgroup' | 'tiles_registers';

/** A reference kernel: `shaders/reference/NAME.wgsl` with what it names in `// common:`. */
export function referenceKernel<C extends Contract>(contract: C, constants: ConstantsOf<C>): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('reference', contract.name), {}) };
}

/** A fused kernel: `shaders/fused/NAME.wgsl` with what it names in `// common:`. */
export function fusedKernel<C extends Contract>(
  contract: C,
  constants: ConstantsOf<C>,
  teamSums: TeamSums,
  tileMemory: TileMemory | null = null,
): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('fused', contract.name), { team: teamSums, tiles: tileMemory }) };
}

/** `wgsl` preceded by the files of shaders/common that its line `// common: a, b` names, or that `chosen` has for a name. */
function compose(wgsl: string, chosen: Record<string, string | null>): string {
  const names = /^\/\/ common: (.*)$/m.exec(wgsl)?.[1]?.split(', ') ?? [];
  return [...names.map((name) => shader('common', chosen[name] ?? name)), wgsl].join('\n');
}

function shader(folder: 'common' | 'reference' | 'fused', name: string): string {
  const text = files[`../../shaders/${folder}/${name}.wgsl`];
  if (text === undefined) throw new Error(`there is no shaders/${folder}/${name}.wgsl`);
  return text;
}
