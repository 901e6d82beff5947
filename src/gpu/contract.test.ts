import { expect, test } from 'vitest';
import { packParams, type Contract } from './contract.ts';

const mixed: Contract<{}, { count: 'u32'; eps: 'f32'; last: 'u32' }, never> = {
  name: 'mixed',
  bindings: {},
  params: { count: 'u32', eps: 'f32', last: 'u32' },
  constants: [],
  workgroup: ['1'],
};

test('parameters are packed by name, in the order of the declaration', () => {
  const view = new DataView(packParams(mixed, { last: 2 ** 32 - 1, eps: 1e-6, count: 7 }));
  expect(view.byteLength).toBe(12);
  expect(view.getUint32(0, true)).toBe(7);
  expect(view.getFloat32(4, true)).toBe(Math.fround(1e-6));
  expect(view.getUint32(8, true)).toBe(2 ** 32 - 1);
});
