import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  describeProgram,
  programSchema,
  resolveProgram,
  stepNames,
  switchableSteps,
  uniformProgram,
  type KernelSet,
} from './program.ts';

test.each(['reference', 'fused'] as const)('a program of %s steps is named after them, whatever embed says', (set) => {
  const other: KernelSet = set === 'fused' ? 'reference' : 'fused';
  expect(describeProgram(uniformProgram(set))).toBe(set);
  expect(describeProgram({ ...uniformProgram(set), embed: other })).toBe(set);
});

test.each(switchableSteps)('%s makes a program mixed', (step) => {
  expect(describeProgram({ ...uniformProgram('fused'), [step]: 'reference' })).toBe('mixed');
  expect(describeProgram({ ...uniformProgram('reference'), [step]: 'fused' })).toBe('mixed');
});

test('steps without a fused kernel run the reference', () => {
  expect(resolveProgram(uniformProgram('fused'), { down: 'its rows are odd' })).toEqual({
    ...uniformProgram('fused'),
    down: 'reference',
  });
});

test('the order of the steps is what links to findings store', () => {
  expect(stepNames.join()).toBe('embed,qkv,rope,attention,attn_out,gate_up,down,logits,sample');
});

test('a program names every step and no other', () => {
  const { down: _, ...some } = uniformProgram('fused');
  expect(v.is(programSchema, uniformProgram('fused'))).toBe(true);
  expect(v.is(programSchema, some)).toBe(false);
  expect(v.is(programSchema, { ...uniformProgram('fused'), other: 'fused' })).toBe(false);
});
