import { describe, expect, test } from 'vitest';
import type { Contract } from '../gpu/contract.ts';
import * as contracts from './contracts.ts';
import { referenceSources } from './reference.ts';

/** What a WGSL file declares, read off its text: these files have one struct, one entry point and no comments between. */
function declared(wgsl: string) {
  const code = wgsl.replaceAll(/\/\/.*/g, '');
  const bindings = [...code.matchAll(/@group\(0\) @binding\((\d+)\) var<storage, (\w+)> (\w+):/g)];
  const uniform = [...code.matchAll(/@group\(0\) @binding\((\d+)\) var<uniform> params: Params;/g)];
  const struct = /struct Params \{([^}]*)\}/.exec(code)?.[1] ?? '';
  return {
    bindings: bindings.map(([, binding, access, name]) => ({ binding: Number(binding), access, name })),
    uniforms: uniform.map(([, binding]) => Number(binding)),
    params: [...struct.matchAll(/(\w+): (\w+),/g)].map(([, name, type]) => [name, type]),
    overrides: [...code.matchAll(/override (\w+): u32;/g)].map(([, name]) => name),
    entryPoints: [...code.matchAll(/@compute @workgroup_size\(group_size\)\s+fn (\w+)\(/g)].map(([, name]) => name),
    groupAttributes: [...code.matchAll(/@group/g)].length,
  };
}

describe.each(Object.entries<Contract>(contracts))('%s.wgsl', (key, contract) => {
  const file = declared(referenceSources[key as keyof typeof referenceSources]);
  const names = Object.keys(contract.bindings);

  test('declares the bindings of its contract, in order', () => {
    expect(file.bindings).toEqual(names.map((name, binding) => ({ binding, access: contract.bindings[name], name })));
    expect(file.uniforms).toEqual([names.length]);
    expect(file.groupAttributes).toBe(names.length + 1);
  });

  test('declares the parameters of its contract, in order', () => {
    expect(file.params).toEqual(Object.entries(contract.params));
  });

  test('has one entry point, named as the contract', () => {
    expect(file.entryPoints).toEqual([contract.name]);
  });

  test('declares its overrides, but for weight_type, which common/weight.wgsl declares', () => {
    expect(file.overrides).toEqual(contract.constants.filter((name) => name !== 'weight_type'));
  });
});
