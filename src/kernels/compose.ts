import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import type { KernelSource } from '../gpu/kernel_cache.ts';

const files = import.meta.glob<string>('../../shaders/*/*.wgsl', { query: '?raw', import: 'default', eager: true });

/** How sums of several invocations are taken: through subgroups, or through workgroup memory alone. */
export type TeamSums = 'team_subgroups' | 'team_workgroup';

/** A reference kernel: `shaders/reference/NAME.wgsl` with what it names in `// common:`. */
export function referenceKernel<C extends Contract>(contract: C, constants: ConstantsOf<C>): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('reference', contract.name), null) };
}

/** A fused kernel: `shaders/fused/NAME.wgsl` with what it names in `// common:`. */
export function fusedKernel<C extends Contract>(
  contract: C,
  constants: ConstantsOf<C>,
  teamSums: TeamSums,
): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('fused', contract.name), teamSums) };
}

/** `wgsl` preceded by the files of shaders/common that its line `// common: a, b` names; `team` stands for `teamSums`. */
function compose(wgsl: string, teamSums: TeamSums | null): string {
  const names = /^\/\/ common: (.*)$/m.exec(wgsl)?.[1]?.split(', ') ?? [];
  const common = names.map((name) => shader('common', name === 'team' && teamSums ? teamSums : name));
  return [...common, wgsl].join('\n');
}

function shader(folder: 'common' | 'reference' | 'fused', name: string): string {
  const text = files[`../../shaders/${folder}/${name}.wgsl`];
  if (text === undefined) throw new Error(`there is no shaders/${folder}/${name}.wgsl`);
  return text;
}
