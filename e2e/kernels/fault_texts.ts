import { faults } from '../../src/kernels/variants/faults/catalogue.ts';
import { passes } from '../../src/kernels/variants/faults/passes.fixture.ts';
import { reordered } from '../../src/kernels/variants/reordered.ts';
import { varied } from '../../src/kernels/variants/variant.ts';

/**
 * The text of every kernel with every fault, those that this adapter would not run included, each once and with the fault and the
 * kernel as its label. The backwards reference, which is a variant like a fault, is included.
 */
export function faultTexts(): [label: string, wgsl: string][] {
  const texts = new Map<string, string>();
  for (const { step, layer, source } of passes.flatMap(({ dispatches }) => dispatches)) {
    for (const { name, edits } of [...faults, reordered]) {
      const changed = varied({ name, layer: null, edits }, source, step, layer);
      if (changed !== source) texts.set(changed.wgsl, `${name}, ${source.contract.name}`);
    }
  }
  return [...texts].map(([wgsl, label]) => [label, wgsl]);
}
