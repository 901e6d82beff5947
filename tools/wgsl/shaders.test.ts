import { describe, expect, test } from 'vitest';
import { stubs, unmet } from './expectations.mjs';
import { combinations, isKernel, readLibrary } from './library.mjs';
import { readWgsl } from './read.mjs';

const library = readLibrary();
const kernels = [...library.files.values()].filter(isKernel);

test.each(kernels.map((file) => [file.name, file] as const))('%s has all that its files expect', (name, file) => {
  const { contract } = library.kernel(file);
  expect(contract.name).toBe(name);
  // What every adapter has.
  expect(Object.keys(contract.bindings).length).toBeLessThanOrEqual(8);
});

describe.each([...library.shared])('%s.wgsl', (_name, file) => {
  test.each(combinations(library.choices(file)))('composes alone, between stubs of what it expects: %o', (choices) => {
    const parts = library.parts(file, choices);
    const alone = [...parts, readWgsl('stubs', stubs(parts))];
    expect(unmet(alone)).toEqual([]);
    const names = alone.flatMap(({ declarations }) => declarations.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  test('is needed by a kernel', () => {
    expect(kernels.some((kernel) => library.reach(kernel).has(file))).toBe(true);
  });
});
