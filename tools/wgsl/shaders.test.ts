import { describe, expect, test } from 'vitest';
import { stubs, unmet } from './expectations.mjs';
import { combinations, isKernel, readLibrary } from './library.mjs';
import { readWgsl } from '../../src/kernels/wgsl/read.mjs';

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

/** The words of WGSL that kernels use. A new one is added here, so that a misspelt name is found where its kernel cannot be compiled. */
const language = new Set(
  `abs alias any all array atomic atomicAdd atomicLoad atomicMax atomicOr atomicStore bitcast bool break case chromium
  chromium_experimental_subgroup_matrix clamp col_major compute const continue countLeadingZeros diagnostic dot else enable exp exp2 f16 f32
  false floor fma fn for function global_invocation_id i32 if inverseSqrt let local_invocation_index log2 mat4x4f max min num_workgroups off
  override private ptr read read_write return round row_major select storage struct subgroupMatrixLoad
  subgroupMatrixMultiplyAccumulate
  subgroupMatrixStore subgroupMax subgroupShuffleXor subgroup_matrix_left subgroup_matrix_result subgroup_matrix_right
  subgroup_matrix_uniformity subgroups switch transpose true u32 uniform unpack2x16float var vec2 vec2f vec3u vec4 vec4f workgroup workgroupBarrier
  while workgroupUniformLoad workgroup_id`.split(/\s+/),
);

test.each(kernels.map((file) => [file.name, file] as const))('every name in %s is declared', (_name, file) => {
  for (const choices of combinations(library.choices(file))) {
    const texts = library.parts(file, choices).map(({ text }) => text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, ' '));
    const code = texts.join('\n');
    const declared = code.matchAll(
      /\b(?:var(?:<[^>]*>)?|let|const|override|fn|struct|alias)\s+(\w+)|\b([a-z_]\w*)\s*:/gi,
    );
    const known = new Set([...declared].map(([, declaration, field]) => declaration ?? field));
    // Names after a point are fields and swizzles, those after @ attributes.
    const used = new Set([...code.matchAll(/(?<![.\w@])[a-z_]\w*/gi)].map(([name]) => name));
    expect([...used].filter((name) => !known.has(name) && !language.has(name))).toEqual([]);
  }
});
