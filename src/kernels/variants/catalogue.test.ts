import { expect, test } from 'vitest';
import type { StepName } from '../../vocabulary/program.ts';
import { shaderFiles } from '../compose.ts';
import { placesIn } from './places.ts';
import { reordered } from './reordered.ts';
import { varied, type KernelEdit, type Variant } from './variant.ts';
import { faults } from './catalogue.ts';
import { passes } from './passes.fixture.ts';

const variants: Variant[] = [reordered, ...faults.map(({ name, edits }) => ({ name, layer: null, edits }))];

/** Every text that a step may run, once: which kernel, and with which common files. */
const texts = [
  ...new Map(
    passes.flatMap(({ dispatches }) => dispatches).map((each) => [`${each.step} ${each.source.wgsl}`, each]),
  ).values(),
];

const concerns = ({ steps, kernels }: KernelEdit, { step, source }: (typeof texts)[number]) =>
  (steps?.includes(step) ?? true) && (kernels?.includes(source.contract.name) ?? true);

const edits = variants.flatMap((variant) =>
  variant.edits.map((edit, n) => [variant.name, n, edit.place, { ...variant, edits: [edit] }] as const),
);

test.each(edits)('%s, edit %i finds its place %s in every kernel that it names', (_name, _n, _place, variant) => {
  const { kernels: named } = variant.edits[0];
  const changed = texts.filter(({ step, source }) => varied(variant, source, step, null) !== source);
  const kernels = new Set(changed.map(({ source }) => source.contract.name));
  expect(kernels.size).toBeGreaterThan(0);
  expect(kernels).toEqual(new Set(named ?? kernels));
});

test.each(faults.map((fault) => [fault.name, fault] as const))(
  '%s is made by every pass whose kernels its step chooses',
  (name, fault) => {
    const sound = passes.filter(({ program, dispatches }) => {
      // The embedding is one plain gather in either program.
      const runs = fault.step === 'embed' || program[fault.step as StepName] === 'fused';
      const isMade = dispatches.some(
        ({ step, layer, source }) => varied({ name, layer: 0, edits: fault.edits }, source, step, layer) !== source,
      );
      return runs && !isMade;
    });
    expect(sound.map(({ label }) => label)).toEqual([]);
  },
);

test('every place in a shader is used', () => {
  const places = Object.entries(shaderFiles).flatMap(([file, { text }]) =>
    // Composed text holds a file to its end, whatever the file begins with.
    placesIn(text).map(({ name, start }) => ({ file, name, rest: text.slice(start) })),
  );
  const unused = places.filter(({ name, rest }) => {
    const own = variants.flatMap(({ edits }) => edits.filter(({ place }) => place === name));
    return !texts.some((text) => text.source.wgsl.includes(rest) && own.some((edit) => concerns(edit, text)));
  });
  expect(unused.map(({ file, name }) => `${name} in ${file}`)).toEqual([]);
  expect(places.length).toBeGreaterThan(0);
});

test('every fault has a name of its own, and none is lost', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  expect(faults.length).toBeGreaterThanOrEqual(20);
});
