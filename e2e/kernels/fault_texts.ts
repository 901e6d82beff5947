import type { Gpu } from '../../src/gpu/device.ts';
import { faults } from '../../src/kernels/variants/faults/catalogue.ts';
import { passes } from '../../src/kernels/variants/faults/passes.fixture.ts';
import { reordered } from '../../src/kernels/variants/reordered.ts';
import { varied } from '../../src/kernels/variants/variant.ts';

/** The features that WGSL extensions need; null where a device never has it under the name here. */
const extensions = { f16: 'shader-f16', subgroups: 'subgroups', chromium_experimental_subgroup_matrix: null } as const;

/**
 * Compiles every kernel with every fault, those that this adapter would not run included. Texts that need extensions which the
 * device lacks are left out, and counted.
 */
export async function checkFaultTexts({ device }: Gpu): Promise<{ taken: number; left: number; refused: string[] }> {
  const result = { taken: 0, left: 0, refused: [] as string[] };
  for (const [wgsl, label] of faultyTexts()) {
    const isLacking = Object.entries(extensions).some(
      ([word, feature]) => wgsl.includes(`enable ${word};`) && !(feature && device.features.has(feature)),
    );
    if (isLacking) {
      result.left += 1;
      continue;
    }
    device.pushErrorScope('validation');
    device.createShaderModule({ code: wgsl });
    const error = await device.popErrorScope();
    if (error) result.refused.push(`${label}: ${error.message}`);
    else result.taken += 1;
  }
  return result;
}

/** Each text once, with the fault and the kernel; the backwards reference, which is a variant like a fault, included. */
function faultyTexts(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { step, layer, source } of passes.flatMap(({ dispatches }) => dispatches)) {
    for (const { name, edits } of [...faults, reordered]) {
      const changed = varied({ name, layer: null, edits }, source, step, layer);
      if (changed !== source) texts.set(changed.wgsl, `${name}, ${source.contract.name}`);
    }
  }
  return texts;
}
