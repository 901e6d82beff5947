import { expect, test } from 'vitest';
import productAdd from '../../../shaders/down/product_add.wgsl';
import { floatsByBits, shaderFiles, sourceOf, type KernelFile } from '../compose.ts';
import { originsOf } from './origins.ts';

const kernel: KernelFile = productAdd;

test.each(['team_subgroups', 'team_workgroup'])('every line of a kernel with %s is a line of a file', (team) => {
  const constants = Object.fromEntries(kernel.constants.map((name) => [name, 1]));
  const { wgsl } = sourceOf(kernel, constants, { team, ...floatsByBits });
  const lines = wgsl.split('\n');
  const origins = originsOf(kernel, wgsl);
  expect(origins).toHaveLength(lines.length);
  const files = new Map(Object.values(shaderFiles).map((file) => [`shaders/${file.path}`, file.text.split('\n')]));
  lines.forEach((line, n) => {
    const origin = origins[n]!;
    const text = files.get(origin.file)![origin.line - 1]!;
    // Directives stand at the top, and their own lines are empty.
    expect(line === text || (line === '' && text.startsWith('enable')), `line ${n + 1}: ${line}`).toBe(true);
  });
  expect(new Set(origins.map((origin) => origin?.file)).size).toBeGreaterThan(5);
  expect(origins.some((origin) => origin?.file.endsWith(`${team}.wgsl`))).toBe(true);
});

test('a directive at the top is where its file has it', () => {
  const constants = Object.fromEntries(kernel.constants.map((name) => [name, 1]));
  const { wgsl } = sourceOf(kernel, constants, { team: 'team_subgroups', ...floatsByBits });
  expect(wgsl.split('\n')[0]).toBe('enable subgroups;');
  expect(originsOf(kernel, wgsl)[0]).toEqual({ file: 'shaders/shared/teams/team_subgroups.wgsl', line: 1 });
});

test('a file that was edited has no lines, and the others have theirs', () => {
  const constants = Object.fromEntries(kernel.constants.map((name) => [name, 1]));
  const { wgsl } = sourceOf(kernel, constants, { team: 'team_workgroup', ...floatsByBits });
  const edited = wgsl.replace('let residual = x[row];', 'let residual = 0f;');
  const origins = originsOf(kernel, edited);
  expect(origins.some((origin) => origin?.file === 'shaders/down/product_add.wgsl')).toBe(false);
  expect(origins.filter((origin) => origin !== null).length).toBeGreaterThan(100);
});
