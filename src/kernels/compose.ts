/** Kernels as their WGSL files declare them (tools/wgsl reads the files when the project is built), and their whole text. */
import type { Access, ConstantsOf, Contract, Scalar } from '../gpu/contract.ts';
import type { KernelSource } from '../gpu/kernel_cache.ts';

/** Values that an override may be given: what a file says in `// limit: 1 <= rows <= 3`. */
interface Limit {
  name: string;
  min: number;
  max: number;
}

/** A WGSL file, with the files that it names in `// needs:`. */
export interface ShaderFile {
  name: string;
  /** Below shaders/. */
  path: string;
  text: string;
  limits: readonly Limit[];
  needs: readonly ShaderFile[];
  /** Files of which one is chosen: this one stands for it, and names them in `// one of:`. */
  oneOf: readonly ShaderFile[];
}

/** A WGSL file with an entry point: the contract that it declares, and what may be chosen for it, by the name of the choice. */
export interface KernelFile<
  B extends Record<string, Access> = Record<string, Access>,
  P extends Record<string, Scalar> = Record<string, Scalar>,
  K extends string = string,
  C extends Record<string, readonly string[]> = Record<string, readonly string[]>,
>
  extends Contract<B, P, K>, ShaderFile {
  choices: C;
}

/** One of each of the choices that a kernel has. */
type ChoicesOf<F extends KernelFile> = { readonly [name in keyof F['choices']]: F['choices'][name][number] };

/** How sums of several invocations are taken: through subgroups, or through workgroup memory alone. */
export type TeamSums = 'team_subgroups' | 'team_workgroup';

/** How tiles of products of many tokens are made: through workgroup memory or, on a CPU, in registers alone. */
export type TileProducts = 'tiles_workgroup' | 'tiles_registers';

/** How floats of 16 and of 8 bits are widened: by moving their bits, or by a built-in that not every adapter has to do exactly. */
export type SmallFloats = 'small_floats_bits' | 'small_floats_unpacked';

/** How the KV cache holds its values. */
export type CacheFour = 'cache_f32' | 'cache_f16';

/** The choice of kernels that take nothing for granted. */
export const floatsByBits = { small_floats: 'small_floats_bits' } as const;

/** Every WGSL file there is, by its path. */
export const shaderFiles = import.meta.glob<ShaderFile>(['../../shaders/**/*.wgsl', '!../../shaders/ladder/**'], {
  import: 'default',
  eager: true,
});

/** A constant exceeds a limit of a kernel's files: a bug, unless a person wrote the kernel. */
export class BeyondLimit extends Error {}

/**
 * A kernel with its constants and its composed text.
 *
 * @throws BeyondLimit
 */
export function sourceOf<F extends KernelFile>(
  file: F,
  constants: ConstantsOf<F>,
  choices: ChoicesOf<F>,
): KernelSource<F> {
  const surplus = Object.keys(constants).find((name) => !file.constants.includes(name));
  // The type of a spread allows more names than it asks for; WebGPU refuses them.
  if (surplus !== undefined) throw new Error(`${file.name}.wgsl was given ${surplus}, and declares no such override`);
  const parts = partsOf(file, choices);
  for (const { name, min, max } of parts.flatMap(({ limits }) => limits)) {
    const value = (constants as Record<string, number>)[name];
    if (value !== undefined && !(value >= min && value <= max)) {
      throw new BeyondLimit(`${file.name}.wgsl was given ${name} = ${value}, and takes ${min} to ${max}`);
    }
  }
  return { contract: file, constants, wgsl: compose(parts) };
}

/** The largest value that `file` and what it needs allow for an override. */
export function maxOf(file: ShaderFile, name: string): number {
  const limits = partsOf(file, {}).flatMap((part) => part.limits.filter((limit) => limit.name === name));
  if (limits.length === 0) throw new Error(`${file.name}.wgsl does not say what it takes of ${name}`);
  return Math.min(...limits.map(({ max }) => max));
}

/** All that a kernel needs, each once and before what needs it; itself last. */
export function partsOf(file: ShaderFile, choices: Readonly<Record<string, string>>): ShaderFile[] {
  const found = new Set<ShaderFile>();
  const visit = (part: ShaderFile) => {
    if (found.has(part)) return;
    part.needs.forEach(visit);
    part.oneOf.filter(({ name }) => name === choices[part.name]).forEach(visit);
    found.add(part);
  };
  visit(file);
  return [...found];
}

function compose(parts: readonly ShaderFile[]): string {
  const text = parts.map((part) => part.text).join('\n');
  return [...(text.match(directives) ?? []), withoutDirectives(text)].join('\n');
}

/** WGSL wants these before anything else. */
const directives = /^(enable|diagnostic)\b.*;$/gm;

/** As it stands in a composed text: lines of directives, which go before all else, are empty. */
export function withoutDirectives(text: string): string {
  return text.replaceAll(directives, '');
}
