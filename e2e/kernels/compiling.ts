import type { Gpu } from '../../src/gpu/device.ts';

/** What the language calls features that a device may lack. */
const extensions = { f16: 'shader-f16', subgroups: 'subgroups', chromium_experimental_subgroup_matrix: null } as const;

/** How many texts the compiler takes, and what it says of those it does not. */
export interface Compiled {
  taken: number;
  /** Texts in a form of the language that the device lacks: not tried. */
  left: number;
  refused: string[];
}

/** Has the compiler look at texts, each with a name. */
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
