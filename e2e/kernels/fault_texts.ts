import { faults } from '../../src/kernels/variants/catalogue.ts';
import { passes } from '../../src/kernels/variants/passes.fixture.ts';
import { reordered } from '../../src/kernels/variants/reordered.ts';
import { varied } from '../../src/kernels/variants/variant.ts';

/**
 * Every kernel with every fault, those that this adapter would not run included, and the backwards reference, which is a
 * variant like a fault. Each text comes once, as [label, text].
 */
export function faultTexts(): [string, string][] {
  const labels = new Map<string, string>();
  for (const { step, layer, source } of passes.flatMap(({ dispatches }) => dispatches)) {
    for (const { name, edits } of [...faults, reordered]) {
      const changed = varied({ name, layer: null, edits }, source, step, layer);
      if (changed !== source) labels.set(changed.wgsl, `${name}, ${source.contract.name}`);
    }
  }
  return [...labels].map(([wgsl, label]) => [label, wgsl]);
}
