import type { Gpu } from '../../src/gpu/device.ts';
import { faults } from '../../src/kernels/variants/faults/catalogue.ts';
import { textsOf } from '../../src/kernels/variants/faults/texts.fixture.ts';
import { varied } from '../../src/kernels/variants/variant.ts';

/** What the language calls features that a device may lack. */
const extensions = { f16: 'shader-f16', subgroups: 'subgroups', chromium_experimental_subgroup_matrix: null } as const;

/**
 * Whether the text of every kernel with every mistake is one that the compiler takes, those that this adapter would not run
 * included: what it says of those it does not. Texts in a form of the language that the device lacks are left out, and counted.
 */
export async function checkFaultTexts({ device }: Gpu): Promise<{ taken: number; left: number; refused: string[] }> {
  const result = { taken: 0, left: 0, refused: [] as string[] };
  for (const { name, edits } of faults) {
    for (const kernel of new Set(edits.map((edit) => edit.kernel))) {
      const step = edits.find((edit) => edit.kernel === kernel)!.step ?? 'any';
      for (const source of textsOf(kernel)) {
        const { wgsl } = varied({ name, layer: null, edits }, source, step, null);
        const lacking = Object.entries(extensions).some(
          ([word, feature]) => wgsl.includes(`enable ${word};`) && !(feature && device.features.has(feature)),
        );
        if (lacking) {
          result.left += 1;
          continue;
        }
        device.pushErrorScope('validation');
        device.createShaderModule({ code: wgsl });
        const error = await device.popErrorScope();
        if (error) result.refused.push(`${name}, ${kernel}: ${error.message}`);
        else result.taken += 1;
      }
    }
  }
  return result;
}
