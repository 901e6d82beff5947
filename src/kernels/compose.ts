import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import type { KernelSource } from '../gpu/kernel_cache.ts';

export const shaderFiles = import.meta.glob<string>('../../shaders/*/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** How sums of several invocations are taken: through subgroups, or through workgroup memory alone. */
export type TeamSums = 'team_subgroups' | 'team_workgroup';

/** How tiles of products of many tokens are made: through workgroup memory or, on a CPU, in registers alone. */
export type TileProducts = 'tiles_workgroup' | 'tiles_registers';

/** A reference kernel: `shaders/reference/NAME.wgsl` with what it names in `// common:`. */
export function referenceKernel<C extends Contract>(contract: C, constants: ConstantsOf<C>): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('reference', contract.name), {}) };
}

/** A fused kernel: `shaders/fused/NAME.wgsl` with what it names in `// common:`. */
export function fusedKernel<C extends Contract>(
  contract: C,
  constants: ConstantsOf<C>,
  teamSums: TeamSums,
  tileProducts: TileProducts | null = null,
): KernelSource<C> {
  return {
    contract,
    constants,
    wgsl: compose(shader('fused', contract.name), { team: teamSums, tiles: tileProducts }),
  };
}

/** A kernel that prepares a model: `shaders/load/NAME.wgsl` with what it names in `// common:`. */
export function loadKernel<C extends Contract>(contract: C, constants: ConstantsOf<C>): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('load', contract.name), {}) };
}

/** A kernel that watches: `shaders/live/NAME.wgsl` with what it names in `// common:`. */
export function liveKernel<C extends Contract>(
  contract: C,
  constants: ConstantsOf<C>,
  teamSums: TeamSums,
): KernelSource<C> {
  return { contract, constants, wgsl: compose(shader('live', contract.name), { team: teamSums }) };
}

/**
 * `wgsl` preceded by the files of shaders/common and shaders/formats that its line `// common: a, b` names, or that `chosen` has for a name,
 * and by those that they name in turn: each once.
 */
function compose(wgsl: string, chosen: Record<string, string | null>): string {
  const files = new Map<string, string>();
  const take = (text: string) => {
    for (const name of namesIn(text)) {
      const file = chosen[name] ?? name;
      if (files.has(file)) continue;
      const own = shaderFiles[`../../shaders/formats/${file}.wgsl`] ?? shader('common', file);
      files.set(file, own);
      take(own);
    }
  };
  take(wgsl);
  const text = [...files.values(), wgsl].join('\n');
  // WGSL wants directives before anything else.
  const directive = /^(enable|diagnostic)\b.*;$/gm;
  return [...(text.match(directive) ?? []), text.replaceAll(directive, '')].join('\n');
}

function namesIn(text: string): string[] {
  return /^\/\/ common: (.*)$/m.exec(text)?.[1]?.split(', ') ?? [];
}

function shader(folder: 'common' | 'reference' | 'fused' | 'load' | 'live', name: string): string {
  const text = shaderFiles[`../../shaders/${folder}/${name}.wgsl`];
  if (text === undefined) throw new Error(`there is no shaders/${folder}/${name}.wgsl`);
  return text;
}
