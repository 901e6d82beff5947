import { describe, expect, test } from 'vitest';
import type { ConstantsOf, Contract } from '../gpu/contract.ts';
import { fusedKernel, liveKernel, loadKernel, referenceKernel } from './compose.ts';
import * as referenceContracts from './contracts.ts';
import * as fusedContracts from './fused_contracts.ts';
import * as liveContracts from './live_contracts.ts';
import * as matrixContracts from './matrix_contracts.ts';
import * as loadContracts from './load_contracts.ts';

/** What a kernel declares with its common files, read off its text, in which only comments stand between. */
function declared(wgsl: string) {
  const code = wgsl.replaceAll(/\/\/.*/g, '');
  const bindings = [...code.matchAll(/@group\(0\) @binding\((\d+)\) var<storage, (\w+)> (\w+):/g)];
  const uniform = [...code.matchAll(/@group\(0\) @binding\((\d+)\) var<uniform> params: Params;/g)];
  const struct = /struct Params \{([^}]*)\}/.exec(code)?.[1] ?? '';
  return {
    bindings: bindings.map(([, binding, access, name]) => ({ binding: Number(binding), access, name })),
    uniforms: uniform.map(([, binding]) => Number(binding)),
    params: [...struct.matchAll(/(\w+): (\w+),/g)].map(([, name, type]) => [name, type]),
    overrides: [...code.matchAll(/override (\w+): u32;/g)].map(([, name]) => name!).toSorted(byName),
    entryPoints: [...code.matchAll(/@compute @workgroup_size\(group_size\)\s+fn (\w+)\(/g)].map(([, name]) => name),
    groupAttributes: [...code.matchAll(/@group/g)].length,
  };
}

const byName = (a: string, b: string) => a.localeCompare(b);

const noConstants = {} as ConstantsOf<Contract>;
const kernels = [
  ...Object.values<Contract>(referenceContracts).map((contract) => referenceKernel(contract, noConstants)),
  ...Object.values<Contract>(loadContracts).map((contract) => loadKernel(contract, noConstants)),
  ...Object.values<Contract>(liveContracts).flatMap((contract) => [
    liveKernel(contract, noConstants, 'team_subgroups'),
    liveKernel(contract, noConstants, 'team_workgroup'),
  ]),
  ...Object.values<Contract>(matrixContracts).map((contract) => fusedKernel(contract, noConstants, 'team_subgroups')),
  ...Object.values<Contract>(fusedContracts).flatMap((contract) => [
    fusedKernel(contract, noConstants, 'team_subgroups', 'tiles_workgroup'),
    fusedKernel(contract, noConstants, 'team_workgroup', 'tiles_registers'),
  ]),
];

describe.each(kernels.map((kernel) => [kernel.contract.name, kernel] as const))('%s.wgsl', (_name, kernel) => {
  const { contract, wgsl } = kernel;
  const file = declared(wgsl);
  const names = Object.keys(contract.bindings);

  test('declares the bindings of its contract, in order', () => {
    expect(file.bindings).toEqual(names.map((name, binding) => ({ binding, access: contract.bindings[name], name })));
    const uniforms = Object.keys(contract.params).length > 0 ? [names.length] : [];
    expect(file.uniforms).toEqual(uniforms);
    expect(file.groupAttributes).toBe(names.length + uniforms.length);
  });

  test('declares the parameters of its contract, in order', () => {
    expect(file.params).toEqual(Object.entries(contract.params));
  });

  test('has one entry point, named as the contract', () => {
    expect(file.entryPoints).toEqual([contract.name]);
  });

  test('declares its constants as overrides, itself or through its common files', () => {
    expect(file.overrides).toEqual([...contract.constants].toSorted(byName));
  });
});
