import { describe, expect, test } from 'vitest';
import { reordered } from '../reordered.ts';
import { varied, type KernelEdit, type Variant } from '../variant.ts';
import { faults } from './catalogue.ts';
import { textsOf } from './texts.fixture.ts';

/** By what routes a fused step is made, depending on adapter and batch: one kernel after the other. */
const routesOf: Record<string, string[][]> = {
  embed: [['embed']],
  qkv: [['norm_qkv'], ['norm_qkv_tiles'], ['norm_split_inputs', 'halve_weights', 'qkv_matrices']],
  rope: [['rope_append'], ['attention_lanes'], ['attention_split']],
  attention: [['attention_lanes'], ['attention_split'], ['attention_tiles']],
  attn_out: [
    ['merge_product_add'],
    ['product_add'],
    ['product_add_tiles'],
    ['split_inputs', 'halve_weights', 'product_add_matrices'],
  ],
  gate_up: [['norm_gate_up'], ['norm_gate_up_tiles'], ['norm_split_inputs', 'halve_weights', 'gate_up_matrices']],
  down: [['product_add'], ['product_add_tiles'], ['split_inputs', 'halve_weights', 'product_add_matrices']],
};

const variants: [string, Variant][] = [
  ['reordered', reordered],
  ...faults.map(({ name, edits }): [string, Variant] => [name, { name, layer: null, edits }]),
];

describe.each(variants)('%s', (_name, variant) => {
  const kernels = new Set(variant.edits.map(({ kernel }) => kernel));

  test('changes every text of every kernel it names', () => {
    for (const kernel of kernels) {
      for (const source of textsOf(kernel)) {
        const step = variant.edits.find((edit) => edit.kernel === kernel)!.step ?? 'any';
        expect(varied(variant, source, step, null).wgsl).not.toBe(source.wgsl);
      }
    }
  });

  test('has no edit without effect', () => {
    for (const edit of variant.edits) {
      const before = variant.edits.slice(0, variant.edits.indexOf(edit)).filter(({ kernel }) => kernel === edit.kernel);
      const apply = (wgsl: string, { find, replace }: KernelEdit) => wgsl.replaceAll(find, replace);
      const found = textsOf(edit.kernel).some(({ wgsl }) => before.reduce(apply, wgsl).includes(edit.find));
      expect(found, edit.find).toBe(true);
    }
  });
});

test.each(faults.map((fault) => [fault.name, fault] as const))(
  '%s is made by every route of its step',
  (_name, fault) => {
    const kernels = new Set(
      fault.edits.filter(({ step }) => (step ?? fault.step) === fault.step).map((edit) => edit.kernel),
    );
    for (const route of routesOf[fault.step]!)
      expect(
        route.some((kernel) => kernels.has(kernel)),
        route.join(),
      ).toBe(true);
  },
);

test('names are told apart', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  expect(faults.length).toBe(20);
});
