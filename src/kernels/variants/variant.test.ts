import { describe, expect, test } from 'vitest';
import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { placesIn, replacePlaces } from './places.ts';
import { EditMisfit, varied, type KernelEdit } from './variant.ts';

const wgsl = 'sum = /*@residual*/ x[/*@row*/ i /*@*/] + /*@*/ product; y = /*@row*/ j /*@*/;';
const source = { contract: { name: 'product_add' }, wgsl, constants: {} } as unknown as KernelSource;

function apply(edits: KernelEdit[], { step = 'down', layer = null as number | null, at = null as number | null } = {}) {
  return varied({ name: 'wrong', layer, edits }, source, step, at);
}

describe('places', () => {
  test('have a name and a text, inner ones first', () => {
    const found = placesIn(wgsl).map(({ name, start, end }) => [name, wgsl.slice(start, end).trim()]);
    expect(found).toEqual([
      ['row', 'i'],
      ['residual', 'x[/*@row*/ i /*@*/] +'],
      ['row', 'j'],
    ]);
  });

  test('are replaced wherever they stand, and are still there afterwards', () => {
    const once = replacePlaces(wgsl, 'row', '2u * $0')!;
    expect(once).toBe('sum = /*@residual*/ x[/*@row*/ 2u * i /*@*/] + /*@*/ product; y = /*@row*/ 2u * j /*@*/;');
    expect(replacePlaces(once, 'residual', '')).toBe('sum = /*@residual*/  /*@*/ product; y = /*@row*/ 2u * j /*@*/;');
    expect(replacePlaces(wgsl, 'gain', '')).toBeNull();
  });

  test('that do not close, or contain themselves, are errors', () => {
    expect(() => placesIn('/*@a*/ x')).toThrow('the place a is never closed');
    expect(() => placesIn('x /*@*/')).toThrow('closes no place');
    expect(() => placesIn('/*@a*/ /*@a*/ x /*@*/ /*@*/')).toThrow('the place a contains itself');
  });
});

describe('a variant', () => {
  test('changes the kernels of its steps and layer', () => {
    const edit = { place: 'residual', replace: '', steps: ['down'], append: 'fn f() {}' };
    const changed = apply([edit]);
    expect(changed.wgsl).toBe('sum = /*@residual*/  /*@*/ product; y = /*@row*/ j /*@*/;\nfn f() {}');
    expect(apply([edit], { layer: 1, at: 1 })).toEqual(changed);
    expect(apply([edit], { step: 'attn_out' })).toBe(source);
    expect(apply([edit], { layer: 1, at: 2 })).toBe(source);
    expect(apply([{ ...edit, kernels: ['norm_qkv'] }])).toBe(source);
    expect(apply([{ ...edit, place: 'gain' }])).toBe(source);
  });

  test('says which place is missing from a kernel that it names', () => {
    const edit = { place: 'gain', replace: '', kernels: ['product_add'] };
    expect(() => apply([edit])).toThrow(EditMisfit);
    expect(() => apply([edit])).toThrow('wrong edits product_add at the place gain, which product_add does not have');
  });

  test('says where it changes nothing', () => {
    expect(() => apply([{ place: 'residual', replace: '$0' }])).toThrow(EditMisfit);
    expect(() => apply([{ place: 'row', replace: '$0' }])).toThrow(
      'wrong changes nothing at the place row of product_add',
    );
  });
});
