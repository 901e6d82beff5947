import type { Gpu } from '../../src/gpu/device.ts';

/** The features that WGSL extensions need; null for one that no device is known to have under its name here. */
const extensions = { f16: 'shader-f16', subgroups: 'subgroups', chromium_experimental_subgroup_matrix: null } as const;

/** How many texts compile, and what the compiler says about the others. */
export interface Compiled {
  taken: number;
  /** Texts with extensions that the device lacks, which are not compiled. */
  left: number;
  refused: string[];
}

/** Compiles texts, each with a name. */
export async function compileAll({ device }: Gpu, texts: readonly (readonly [string, string])[]): Promise<Compiled> {
  const result: Compiled = { taken: 0, left: 0, refused: [] };
  for (const [name, code] of texts) {
    const lacking = Object.entries(extensions).some(
      ([word, feature]) => code.includes(`enable ${word};`) && !(feature && device.features.has(feature)),
    );
    if (lacking) {
      result.left += 1;
      continue;
    }
    device.pushErrorScope('validation');
    device.createShaderModule({ label: name, code });
    const error = await device.popErrorScope();
    if (error) result.refused.push(`${name}: ${error.message}`);
    else result.taken += 1;
  }
  return result;
}
