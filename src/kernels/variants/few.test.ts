import { describe, expect, test } from 'vitest';
import { batchShapes, isFew } from '../../vocabulary/batch_shape.ts';
import { passes } from './passes.fixture.ts';

const kernelsOf = (of: (pass: (typeof passes)[number]) => boolean) => [
  ...new Map(
    passes.filter(of).flatMap(({ dispatches }) => dispatches.map(({ source }) => [source.wgsl, source] as const)),
  ).values(),
];
/** As a built page has it. */
const code = (wgsl: string) => wgsl.replaceAll(/ *\/\/.*/g, '');

describe('kernels of one token', () => {
  const kernels = kernelsOf(({ shape }) => shape === 'one' || shape === 'one-long');

  // A binding, a loop or an operand more took 2% of a token's time.
  test('have no trace of a few', () => {
    expect(kernels.length).toBeGreaterThan(20);
    for (const { contract, wgsl } of kernels)
      expect(code(wgsl), contract.name).not.toMatch(/var<private>|_few\b|tokens_each/);
  });
});

describe('kernels of a few', () => {
  const few = passes.filter(({ shape }) => isFew(shape));

  test('are there where attention is computed by lanes', () => {
    expect(new Set(few.map(({ shape }) => shape))).toEqual(new Set(batchShapes.filter(isFew)));
    for (const { label } of few) expect(label).toMatch(/heads of 128, .* on a GPU( with subgroup matrices)?$/);
  });

  test('take the place of every fused kernel of one token', () => {
    const names = (shapes: readonly string[]) =>
      new Set(
        passes
          .filter(({ shape, label }) => shapes.includes(shape) && /^fused.*128.*on a GPU$/.test(label))
          .flatMap(({ dispatches }) => dispatches.map(({ source }) => source.contract.name)),
      );
    const shared = [...names(['few', 'few-long'])].filter((name) => names(['one', 'one-long']).has(name));
    expect(shared).toEqual(['embed']);
  });
});
